import type { RawSpec } from '../../scenario/schema/check.ts';
import * as defaults from '../../scenario/schema/defaults.ts';
import type { CheckBase, Pair, Target } from './parts.ts';
import { endpointLabel } from '../endpoint-label.ts';
import { listOf } from '../one-or-many.ts';
import { defaultControl } from '../resolve-control.ts';
import { forbiddenFor } from './forbidden.ts';
import { pairs, place, targets, type Own, type Scope } from './scope.ts';

/**
 * How an attempt to connect can end: with a connection, with the target's own refusal (RST), with
 * an ICMP error from somebody, without an answer, or without a route at the source.
 */
export type TcpOutcome = 'connected' | 'refused' | 'rejected' | 'silence' | 'no_route';

/** What a source must reach for its failure to mean something: by TCP where there is a port. */
export interface TcpControl {
  readonly to: Target;
  readonly port: number | null;
}

export interface TcpCheck extends CheckBase {
  readonly kind: 'tcp';
  readonly pairs: readonly Pair[];
  readonly port: number;
  readonly expect: TcpOutcome;
  /** By source, keyed by `endpointLabel`. Sources without one ping their own address. */
  readonly control: Readonly<Record<string, TcpControl>>;
}

export function resolveTcp(spec: RawSpec<'tcp'>, scope: Scope): Own<TcpCheck> {
  const control = listOf(spec.from).flatMap((text): [string, TcpControl][] => {
    const found = controlOf(spec.control, text, scope);
    return found === null ? [] : [[endpointLabel(place(text, scope).endpoint), found]];
  });
  return {
    kind: 'tcp',
    pairs: pairs(spec, scope),
    port: spec.port,
    expect: spec.expect ?? defaults.TCP_EXPECT,
    control: Object.fromEntries(control),
  };
}

function controlOf(
  control: RawSpec<'tcp'>['control'],
  text: string,
  scope: Scope,
): TcpControl | null {
  const from = place(text, scope);
  if (control === undefined) {
    const to = defaultControl(from, forbiddenFor(text, from, scope), scope.places);
    return to === null ? null : { to, port: null };
  }
  const { to, port } = typeof control === 'string' ? { to: control, port: null } : control;
  return { to: targets(to, from, scope)[0], port };
}
