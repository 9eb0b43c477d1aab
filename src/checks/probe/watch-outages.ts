/** Watches what the `outage` checks of a step name, from before the step on. */
import { HarnessError } from '../../lib/errors.ts';
import type { OutageCheck } from '../../topology/checks/outage.ts';
import type { Pair } from '../../topology/checks/parts.ts';
import type { LabView } from '../check.ts';
import type { Watched } from '../judge/outage-figures.ts';
import { pairKey } from '../words.ts';
import { type Prober, startProber } from './outage-prober.ts';

/** What became of each watch, by its key: an error says why nothing can be told. */
export type WatchedPairs = ReadonlyMap<string, Watched | HarnessError>;

export interface OutageWatch {
  /** Once the step has done its work: ends each watch when its target has recovered, or never will. */
  settle(): Promise<WatchedPairs>;
  /** When the step has failed. */
  abandon(): Promise<void>;
}

/** What the pair's watch is called. */
export function watchKey(check: Pick<OutageCheck, 'number'>, pair: Pair): string {
  return `${check.number} ${pairKey(pair)}`;
}

interface Running {
  readonly key: string;
  readonly check: OutageCheck;
  readonly prober: Prober | HarnessError;
}

/** Comes back once all targets answer, or are known not to. */
export async function watchOutages(
  checks: readonly OutageCheck[],
  lab: LabView,
  signal: AbortSignal,
): Promise<OutageWatch> {
  const running = await Promise.all(
    checks.flatMap((check) =>
      check.pairs.map(async (pair): Promise<Running> => {
        const prober = await orTrouble(() => startProber(lab, pair, signal));
        return { key: watchKey(check, pair), check, prober };
      }),
    ),
  );
  return {
    async settle() {
      const ended = running.map(async ({ key, check, prober }) => {
        const watched =
          prober instanceof HarnessError ? prober : await orTrouble(() => prober.settle(check));
        return [key, watched] as const;
      });
      return new Map(await Promise.all(ended));
    },
    async abandon() {
      const probers = running.flatMap(({ prober }) =>
        prober instanceof HarnessError ? [] : [prober],
      );
      await Promise.allSettled(probers.map((prober) => prober.abandon()));
    },
  };
}

/** What cannot be measured is no reason to leave the step out. */
async function orTrouble<T>(work: () => Promise<T>): Promise<T | HarnessError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HarnessError) return error;
    throw error;
  }
}
