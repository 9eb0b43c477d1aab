/** What happens while several scenarios are run, as told to reporters. */
import type { Outcome, Problem, RunEvent } from './events.ts';
import type { Shard } from './shard.ts';

export interface CatalogueEnd {
  /** The worst of the runs' outcomes. */
  readonly outcome: Outcome;
  readonly durationMs: number;
  /** What went wrong outside the runs. */
  readonly problems: readonly Problem[];
}

export type CatalogueEvent =
  | {
      readonly type: 'catalogue_started';
      /** The scenarios' names, or files where names are not unique. */
      readonly labels: readonly string[];
      /** Labs at a time. */
      readonly jobs: number;
      /** The part of the catalogue that this is; null when it is all of it. */
      readonly shard: Shard | null;
    }
  /** Machines are made ready, once for all runs: the events of the phase `prepare`. */
  | { readonly type: 'preparation'; readonly event: RunEvent }
  /** Something happened in the run of the scenario with this label. */
  | { readonly type: 'run'; readonly label: string; readonly event: RunEvent }
  | { readonly type: 'catalogue_finished'; readonly end: CatalogueEnd };

/** Sees every event, in order. */
export interface CatalogueReporter {
  onEvent(event: CatalogueEvent): void;
  /** Called once after `catalogue_finished`; may write files. */
  finish?(): Promise<void>;
}
