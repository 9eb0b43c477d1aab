import type { RawSpec } from '../../scenario/schema/check.ts';
import { PING_COUNT } from '../../scenario/schema/defaults.ts';
import type { Flow } from './parts.ts';
import { flow, type Scope } from './scope.ts';

/** A ping while something is looked at. */
export interface During extends Flow {
  /** Echo requests. */
  readonly count: number;
}

export function resolveDuring(raw: RawSpec<'counters'>['during'], scope: Scope): During {
  return { ...flow(raw, scope), count: raw.count ?? PING_COUNT };
}
