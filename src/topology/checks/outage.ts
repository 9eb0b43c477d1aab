import type { RawSpec } from '../../scenario/schema/check.ts';
import * as defaults from '../../scenario/schema/defaults.ts';
import type { CheckBase, Pair } from './parts.ts';
import { durationMs, pairs, type Own, type Scope } from './scope.ts';

export interface OutageCheck extends CheckBase {
  readonly kind: 'outage';
  readonly pairs: readonly Pair[];
  /** Bounds on how long the target did not answer; null is none. */
  readonly atLeastMs: number | null;
  readonly atMostMs: number | null;
  /** How long it is watched at least, once the step has done its work. */
  readonly watchMs: number;
}

export function resolveOutage(spec: RawSpec<'outage'>, scope: Scope): Own<OutageCheck> {
  const bound = (text: string | undefined) => (text === undefined ? null : durationMs(text));
  return {
    kind: 'outage',
    pairs: pairs(spec, scope),
    atLeastMs: bound(spec.at_least),
    atMostMs: bound(spec.at_most),
    watchMs: durationMs(spec.watch ?? defaults.OUTAGE_WATCH),
  };
}
