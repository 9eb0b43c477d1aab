/** Does several things at a time, as far as memory allows. */

export interface Job {
  /** Memory that it may take, in MiB. */
  readonly memoryMib: number;
  /** Nothing else may be done meanwhile. */
  readonly alone: boolean;
  readonly work: () => Promise<void>;
}

export interface Limits {
  readonly atOnce: number;
  /** What the jobs may take together, in MiB. A job that takes more is done when no other is. */
  readonly memoryMib: number;
  /** After it no job is begun. */
  readonly signal: AbortSignal;
}

/**
 * Begins jobs in their order, but one that does not fit lets later ones pass; those that want to be
 * alone come last. Returns, or throws what the first failed job threw, when all that began ended.
 */
export async function doJobs(jobs: readonly Job[], limits: Limits): Promise<void> {
  const waiting = [...jobs.filter(({ alone }) => !alone), ...jobs.filter(({ alone }) => alone)];
  const running = new Map<Job, Promise<void>>();
  const failures: unknown[] = [];
  const begin = (job: Job): void => {
    waiting.splice(waiting.indexOf(job), 1);
    const done = job.work().catch((error: unknown) => {
      failures.push(error);
    });
    running.set(
      job,
      done.finally(() => running.delete(job)),
    );
  };
  for (;;) {
    const next = limits.signal.aborted ? null : nextJob(waiting, [...running.keys()], limits);
    if (next !== null) begin(next);
    else if (running.size > 0) await Promise.race(running.values());
    else break;
  }
  if (failures.length > 0) throw failures[0];
}

function nextJob(
  waiting: readonly Job[],
  running: readonly Job[],
  { atOnce, memoryMib }: Limits,
): Job | null {
  if (running.length === 0) return waiting[0] ?? null;
  if (running.length >= atOnce || running.some(({ alone }) => alone)) return null;
  const taken = running.reduce((sum, job) => sum + job.memoryMib, 0);
  return waiting.find((job) => !job.alone && taken + job.memoryMib <= memoryMib) ?? null;
}
