import type { RawSpec } from '../../scenario/schema/check.ts';
import * as defaults from '../../scenario/schema/defaults.ts';
import type { CheckBase, Flow } from './parts.ts';
import { durationMs, flow, rateBps, type Own, type Scope } from './scope.ts';

type ThroughputBound =
  | { readonly kind: 'absolute'; readonly bps: number }
  | { readonly kind: 'relative'; readonly percent: number; readonly of: Flow };

export interface ThroughputCheck extends CheckBase {
  readonly kind: 'throughput';
  readonly flow: Flow;
  readonly protocol: 'tcp' | 'udp';
  /** Offered load; null is as fast as it goes. */
  readonly rateBps: number | null;
  readonly durationMs: number;
  readonly atLeast: ThroughputBound;
  /** Bound on UDP datagram loss; null is none. */
  readonly maxLossPercent: number | null;
}

export function resolveThroughput(spec: RawSpec<'throughput'>, scope: Scope): Own<ThroughputCheck> {
  const { rate, at_least: atLeast } = spec;
  return {
    kind: 'throughput',
    flow: flow(spec, scope),
    protocol: spec.protocol ?? defaults.THROUGHPUT_PROTOCOL,
    rateBps: rate === undefined ? null : rateBps(rate),
    durationMs: durationMs(spec.duration ?? defaults.THROUGHPUT_DURATION),
    atLeast:
      typeof atLeast === 'string'
        ? { kind: 'absolute', bps: rateBps(atLeast) }
        : { kind: 'relative', percent: atLeast.percent, of: flow(atLeast.of, scope) },
    maxLossPercent: spec.max_loss_percent ?? null,
  };
}
