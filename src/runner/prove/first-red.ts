/** Runs cases until the first that does not pass. */
import { setMaxListeners } from 'node:events';
import pLimit from 'p-limit';
import type { Attempt, LabView } from '../../checks/check.ts';
import type { PlannedCase } from '../../checks/run/plan-cases.ts';
import { pollCase } from '../../checks/run/poll-case.ts';
import type { Turn } from './order-cases.ts';

/** A case that did not pass. */
export interface Red {
  readonly planned: PlannedCase;
  readonly last: Attempt;
  /** How long it was tried. */
  readonly durationMs: number;
}

export interface Tried {
  readonly turns: readonly Turn[];
  readonly view: LabView;
  /** How long a case may go on being red; at least one try is made. */
  readonly patienceMs: number;
  /** Called once, before the first turn that sends packets. */
  readonly beforeProbes: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** Cases at a time, as many as sshd takes sessions over one connection. */
const AT_ONCE = 8;

/** Null when all pass. @throws the signal's reason */
export async function firstRed(tried: Tried): Promise<Red | null> {
  let forgotten = false;
  for (const turn of tried.turns) {
    tried.signal.throwIfAborted();
    if (turn.probes && !forgotten) {
      await tried.beforeProbes();
      forgotten = true;
    }
    const red = await firstRedOf(turn.cases, tried);
    if (red !== null) return red;
  }
  return null;
}

/** The others are cut short, once one is red. */
async function firstRedOf(
  cases: readonly PlannedCase[],
  { view, patienceMs, signal }: Tried,
): Promise<Red | null> {
  const found: Red[] = [];
  const enough = new AbortController();
  const stop = AbortSignal.any([signal, enough.signal]);
  setMaxListeners(0, stop);
  const limit = pLimit(AT_ONCE);
  const runOne = async (planned: PlannedCase): Promise<void> => {
    stop.throwIfAborted();
    const withinMs = Math.min(patienceMs / view.timeFactor, planned.check.withinMs);
    const { last, durationMs } = await pollCase(planned.case, withinMs, view, stop);
    if (last.outcome === 'pass') return;
    found.push({ planned, last, durationMs });
    enough.abort(new Error('a case is red'));
  };
  const ends = await Promise.allSettled(cases.map((planned) => limit(() => runOne(planned))));
  signal.throwIfAborted();
  const [red = null] = found;
  if (red !== null) return red;
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return null;
}
