import type { RawSpec } from '../../scenario/schema/check.ts';
import { COUNTERS_UNIT } from '../../scenario/schema/defaults.ts';
import type { CheckBase } from './parts.ts';
import type { Endpoint } from '../model.ts';
import { resolveDuring, type During } from './during.ts';
import { place, type Own, type Scope } from './scope.ts';

/** How far a counter must move; null is no bound. */
export interface CounterBounds {
  readonly atLeast: number | null;
  readonly atMost: number | null;
}

export interface CountersCheck extends CheckBase {
  readonly kind: 'counters';
  readonly at: Endpoint;
  readonly device: string;
  readonly during: During;
  readonly unit: 'packets' | 'bytes';
  readonly rx: CounterBounds;
  readonly tx: CounterBounds;
}

export function resolveCounters(spec: RawSpec<'counters'>, scope: Scope): Own<CountersCheck> {
  const most = spec.unchanged === true ? 0 : null;
  return {
    kind: 'counters',
    at: place(spec.at, scope).endpoint,
    device: spec.dev,
    during: resolveDuring(spec.during, scope),
    unit: spec.unit ?? COUNTERS_UNIT,
    rx: { atLeast: spec.rx_at_least ?? null, atMost: spec.rx_at_most ?? most },
    tx: { atLeast: spec.tx_at_least ?? null, atMost: spec.tx_at_most ?? most },
  };
}
