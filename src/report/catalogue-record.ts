import type { CatalogueEvent, CatalogueReporter } from '../runner/catalogue-events.ts';
import type { Outcome, Problem, RunEvent } from '../runner/events.ts';
import type { Shard } from '../runner/shard.ts';
import { type Difference, differencesBetween } from './differences.ts';
import { recorder, type RunRecord } from './record.ts';

interface CatalogueTotals {
  readonly scenarios: number;
  readonly passed: number;
  /** Left out, because this host cannot do them. */
  readonly skipped: number;
  /** Ran, and did not pass. */
  readonly notPassed: number;
  /** Were not run, because something ended it all before. */
  readonly notRun: number;
}

/** All that is known of the runs of several scenarios. */
export interface CatalogueRecord {
  readonly schemaVersion: 1;
  readonly outcome: Outcome;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Labs at a time. */
  readonly jobs: number;
  readonly shard: Shard | null;
  /** In the order in which they were asked for. */
  readonly runs: readonly (RunRecord & { readonly label: string })[];
  /** Labels of those that were not run. */
  readonly notRun: readonly string[];
  /** Checks that came out differently with different providers. */
  readonly differences: readonly Difference[];
  /** What went wrong outside the runs. */
  readonly problems: readonly Problem[];
  readonly totals: CatalogueTotals;
}

export interface CatalogueRecorder extends CatalogueReporter {
  /** Null until the catalogue has finished. */
  record(): CatalogueRecord | null;
}

/** Keeps the events of every run, for the record of all. */
export function catalogueRecorder(startedAt: Date): CatalogueRecorder {
  const events: CatalogueEvent[] = [];
  const runs = new Map<string, ReturnType<typeof recorder>>();
  const recorderOf = (label: string, event: RunEvent): ReturnType<typeof recorder> => {
    const known = runs.get(label);
    if (known !== undefined && event.type !== 'run_started') return known;
    const fresh = recorder(new Date());
    runs.set(label, fresh);
    return fresh;
  };
  return {
    onEvent: (event) => {
      if (event.type === 'run') recorderOf(event.label, event.event).onEvent(event.event);
      else events.push(event);
    },
    record: () => {
      const started = events.find((event) => event.type === 'catalogue_started');
      const finished = events.find((event) => event.type === 'catalogue_finished');
      if (started === undefined || finished === undefined) return null;
      const { labels, jobs, shard } = started;
      const records = labels.flatMap((label) => {
        const record = runs.get(label)?.record() ?? null;
        return record === null ? [] : [{ label, ...record }];
      });
      const having = (outcome: Outcome) =>
        records.filter((each) => each.outcome === outcome).length;
      const passed = having('passed');
      const skipped = having('skipped');
      const notRun = labels.filter((label) => !records.some((record) => record.label === label));
      return {
        schemaVersion: 1,
        ...finished.end,
        startedAt: startedAt.toISOString(),
        jobs,
        shard,
        runs: records,
        notRun,
        differences: differencesBetween(records),
        totals: {
          scenarios: labels.length,
          passed,
          skipped,
          notPassed: records.length - passed - skipped,
          notRun: notRun.length,
        },
      };
    },
  };
}
