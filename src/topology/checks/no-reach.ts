import type { RawSpec } from '../../scenario/schema/check.ts';
import * as defaults from '../../scenario/schema/defaults.ts';
import type { CheckBase, Pair, Target } from './parts.ts';
import { endpointLabel } from '../endpoint-label.ts';
import { listOf } from '../one-or-many.ts';
import { defaultControl } from '../resolve-control.ts';
import { forbiddenFor } from './forbidden.ts';
import { pairs, place, targets, type Own, type Scope } from './scope.ts';

/**
 * How a probe can end without an answer: no route at the source, an ICMP error from somebody, or
 * nothing at all.
 */
export type NoReachOutcome = 'no_route' | 'rejected' | 'silence';

export interface NoReachCheck extends CheckBase {
  readonly kind: 'no_reach';
  readonly pairs: readonly Pair[];
  /** Null accepts any of the three. */
  readonly expect: NoReachOutcome | null;
  readonly count: number;
  /**
   * Targets that the source must reach in the same run, or the check proves nothing: one per
   * source, keyed by `endpointLabel`. Sources without one prove themselves by their own address.
   */
  readonly control: Readonly<Record<string, Target>>;
}

export function resolveNoReach(spec: RawSpec<'no_reach'>, scope: Scope): Own<NoReachCheck> {
  const control = listOf(spec.from).flatMap((text): [string, Target][] => {
    const from = place(text, scope);
    const target =
      spec.control === undefined
        ? defaultControl(from, forbiddenFor(text, from, scope), scope.places)
        : targets(spec.control, from, scope)[0];
    return target == null ? [] : [[endpointLabel(from.endpoint), target]];
  });
  return {
    kind: 'no_reach',
    pairs: pairs(spec, scope),
    expect: spec.expect ?? null,
    count: spec.count ?? defaults.PING_COUNT,
    control: Object.fromEntries(control),
  };
}
