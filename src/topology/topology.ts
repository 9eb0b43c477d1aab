import type { Check } from './checks.ts';
import type { Fault } from './faults.ts';
import type { Endpoint, Given, Node, Segment, Where } from './model.ts';

/** A scenario with nothing left to decide. */
export interface Topology {
  /** The scenario's name: its file name without `.yaml`. */
  readonly name: string;
  /** Path of the scenario file. */
  readonly file: string;
  readonly title: string;
  readonly segments: readonly Segment[];
  /** As they are configured first. */
  readonly nodes: readonly Node[];
  /** At least one: the first is the lab as it is configured, without a change. */
  readonly steps: readonly Step[];
  /** What the scenario left to wirelab, and got, in whichever step. */
  readonly given: readonly Given[];
}

/** One step of a scenario: what is done to the lab, and what must be true then. */
export interface Step {
  /** Position, from 0 for the lab as it is configured. */
  readonly number: number;
  /** Null for the lab as it is configured. */
  readonly name: string | null;
  readonly where: Where;
  /** All nodes as they stand during the step. */
  readonly nodesDuring: readonly Node[];
  /** What happens to machines and their cables, in order, once the nodes stand. */
  readonly faults: readonly Fault[];
  /** Names of the nodes that have no power then. */
  readonly down: readonly string[];
  /** Commands of the scenario's author, run in order once all that has happened. */
  readonly run: readonly StepRun[];
  /** Their numbers go on from step to step. */
  readonly checks: readonly Check[];
}

/** A command of the scenario's author, and where it runs. */
export interface StepRun {
  readonly at: readonly Endpoint[];
  readonly command: string;
}

/** Every check of all steps, in their order. */
export function allChecks({ steps }: Topology): readonly Check[] {
  return steps.flatMap(({ checks }) => checks);
}
