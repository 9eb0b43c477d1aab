/** What happens while scenarios are proven, as told to reporters. */
import type { Outcome, Problem, RunEvent } from '../events.ts';
import type { JudgedMutant, Proof } from './proof.ts';

export interface ProveEnd {
  /** The worst of the scenarios' outcomes. */
  readonly outcome: Outcome;
  readonly durationMs: number;
  /** What went wrong outside the scenarios. */
  readonly problems: readonly Problem[];
}

export type ProveEvent =
  | {
      readonly type: 'prove_started';
      readonly labels: readonly string[];
      /** Labs at a time. */
      readonly jobs: number;
      /** Of all scenarios. */
      readonly mutants: number;
    }
  /** Machines are made ready, once for all. */
  | { readonly type: 'preparation'; readonly event: RunEvent }
  | { readonly type: 'scenario_started'; readonly label: string; readonly mutants: number }
  /** Something happened in one of the scenario's labs. */
  | { readonly type: 'lab'; readonly label: string; readonly event: RunEvent }
  | {
      readonly type: 'mutant_judged';
      readonly label: string;
      readonly mutant: JudgedMutant;
      /** Judged so far, this one among them. */
      readonly done: number;
      readonly of: number;
    }
  | { readonly type: 'scenario_finished'; readonly proof: Proof }
  | { readonly type: 'prove_finished'; readonly end: ProveEnd };

/** Sees every event, in order. */
export interface ProveReporter {
  onEvent(event: ProveEvent): void;
}
