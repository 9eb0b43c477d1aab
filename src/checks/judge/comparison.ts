/** What a comparison came to, as the record has it. */
import type { ClaimVerdict, Measure } from '../../topology/checks/compare.ts';
import type { MedianInterval } from './median-interval.ts';

/** What one path did in all rounds. */
interface PathFigures {
  readonly name: string;
  /** In bits a second, as the receiver counted; one sample a round. */
  readonly throughputBps: Figure;
  /** The shortest round-trip time of a round's pings. */
  readonly latencyMs: Figure;
}

export interface Figure extends MedianInterval {
  readonly samples: readonly number[];
}

export interface JudgedClaim {
  readonly text: string;
  readonly better: string;
  readonly than: string;
  readonly measure: Measure;
  /** By which factor the first path was better, round by round; below 1 it was worse. */
  readonly factor: Figure;
  readonly verdict: ClaimVerdict;
  /** What the scenario expects; null is nothing. */
  readonly expect: ClaimVerdict | null;
}

export interface Comparison {
  readonly rounds: number;
  readonly paths: readonly PathFigures[];
  readonly claims: readonly JudgedClaim[];
}

/** What was measured of one path in one round. */
export interface Sample {
  readonly throughputBps: number;
  readonly latencyMs: number;
}
