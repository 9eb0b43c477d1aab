import type { Reporter, RunEnd } from './events.ts';
import { emitTo } from './phase.ts';

export interface RunResult extends Omit<RunEnd, 'durationMs'> {
  /** As performance.now() counts. */
  readonly startedAt: number;
}

/** Tells reporters of a run's end, and lets them write what they write. */
export async function finishRun(
  reporters: readonly Reporter[],
  { startedAt, ...result }: RunResult,
): Promise<RunEnd> {
  const end = { ...result, durationMs: Math.round(performance.now() - startedAt) };
  emitTo(reporters)({ type: 'run_finished', end });
  for (const reporter of reporters) await reporter.finish?.();
  return end;
}
