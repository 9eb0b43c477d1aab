import { setMaxListeners } from 'node:events';
import type { StepContext } from '../providers/provider.ts';
import type { PhaseName, Reporter, RunEvent } from './events.ts';

export type Emit = (event: RunEvent) => void;

export function emitTo(reporters: readonly Reporter[]): Emit {
  return (event) => {
    for (const reporter of reporters) reporter.onEvent(event);
  };
}

/** Who is told of a run, and what ends it. */
export interface Watch {
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** Runs one phase and tells of its start, progress and end. */
export async function runPhase<T>(
  name: PhaseName,
  { emit, signal: stop }: Watch,
  work: (context: StepContext) => Promise<T>,
): Promise<T> {
  const startedAt = performance.now();
  const durationMs = (): number => Math.round(performance.now() - startedAt);
  // Every node listens to it, and Node takes more than ten listeners for a leak.
  const signal = AbortSignal.any([stop]);
  setMaxListeners(0, signal);
  const progress = (message: string): void => {
    emit({ type: 'progress', phase: name, message });
  };
  emit({ type: 'phase_started', phase: name });
  try {
    signal.throwIfAborted();
    const value = await work({ signal, progress });
    emit({ type: 'phase_finished', phase: name, durationMs: durationMs() });
    return value;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    emit({ type: 'phase_failed', phase: name, durationMs: durationMs(), message });
    throw error;
  }
}
