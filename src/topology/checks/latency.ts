import { parsePercent } from '../../scenario/parse/percent.ts';
import type { RawSpec } from '../../scenario/schema/check.ts';
import * as defaults from '../../scenario/schema/defaults.ts';
import type { CheckBase, Pair } from './parts.ts';
import { durationMs, pairs, type Own, type Scope } from './scope.ts';

interface Bounds {
  /** Null is none. */
  readonly atLeast: number | null;
  readonly atMost: number | null;
}

export interface LatencyCheck extends CheckBase {
  readonly kind: 'latency';
  readonly pairs: readonly Pair[];
  /** On the median round-trip time, in milliseconds. The upper one is scaled on emulated machines. */
  readonly rttMs: Bounds;
  /**
   * On the median difference between round-trip times in succession, in milliseconds; the upper one is
   * scaled as well.
   */
  readonly jitterMs: Bounds;
  readonly lossPercent: Bounds;
  /** Echo requests a try. */
  readonly count: number;
}

export function resolveLatency(spec: RawSpec<'latency'>, scope: Scope): Own<LatencyCheck> {
  const duration = (text: string | undefined) => (text === undefined ? null : durationMs(text));
  const percent = (text: string | undefined) => parsePercent(text ?? '');
  return {
    kind: 'latency',
    pairs: pairs(spec, scope),
    rttMs: { atLeast: duration(spec.rtt_at_least), atMost: duration(spec.rtt_at_most) },
    jitterMs: { atLeast: duration(spec.jitter_at_least), atMost: duration(spec.jitter_at_most) },
    lossPercent: { atLeast: percent(spec.loss_at_least), atMost: percent(spec.loss_at_most) },
    count: spec.count ?? defaults.LATENCY_COUNT,
  };
}
