import { HarnessError } from '../../lib/errors.ts';
import { poll } from '../../lib/poll.ts';
import type { Attempt, Case, LabView } from '../check.ts';

export interface PolledCase {
  /** The last try's: an error counts only where no later try came to a judgement. */
  readonly last: Attempt;
  readonly attempts: number;
  readonly durationMs: number;
}

const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 1000;

/**
 * Tries a case until it passes, gives a final verdict, or its deadline (scaled by the lab's time
 * factor) ends. The first try is made at once, and a try is never cut short by the deadline.
 * @throws the signal's reason on abort, and whatever a try throws that is no HarnessError.
 */
export async function pollCase(
  tried: Case,
  withinMs: number,
  lab: LabView,
  signal: AbortSignal,
): Promise<PolledCase> {
  const made: Attempt[] = [];
  const { tries, durationMs } = await poll(
    async ({ remainingMs }) => {
      const current = await attemptOrError(tried, lab, signal, remainingMs);
      made.push(current);
      return current.outcome === 'pass' || current.final ? current : null;
    },
    {
      signal,
      deadlineMs: withinMs * lab.timeFactor,
      firstPauseMs: FIRST_PAUSE_MS,
      maxPauseMs: MAX_PAUSE_MS,
    },
  );
  const last = made.at(-1);
  if (last === undefined) throw new Error('unreachable: the first try is always made');
  return { last, attempts: tries, durationMs };
}

async function attemptOrError(
  tried: Case,
  lab: LabView,
  signal: AbortSignal,
  remainingMs: number,
): Promise<Attempt> {
  try {
    return await tried.attempt(lab, signal, remainingMs);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof HarnessError)) throw error;
    const remedy = error.remedy === null ? '' : ` (${error.remedy})`;
    return {
      outcome: 'error',
      expected: tried.title,
      observed: `${error.message}${remedy}`,
      evidence: [],
      final: false,
    };
  }
}
