import type { Check } from './checks.ts';
import type { Given, Node, Segment } from './model.ts';

/** A scenario with nothing left to decide. */
export interface Topology {
  /** The scenario's name: its file name without `.yaml`. */
  readonly name: string;
  /** Path of the scenario file. */
  readonly file: string;
  readonly title: string;
  readonly segments: readonly Segment[];
  readonly nodes: readonly Node[];
  readonly checks: readonly Check[];
  /** What the scenario left to wirelab, and got. */
  readonly given: readonly Given[];
}
