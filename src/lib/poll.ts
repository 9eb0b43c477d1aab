import { setTimeout as pause } from 'node:timers/promises';

export interface PollOptions {
  /** Ends the polling: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Time for all tries together, from the call on. The first try is always made. */
  readonly deadlineMs: number;
  /** Pause after the first try; doubles from try to try. */
  readonly firstPauseMs: number;
  /** The pauses stop growing here. */
  readonly maxPauseMs: number;
}

export interface PollResult<T> {
  /** What the last try returned; null when the deadline passed first. */
  readonly value: T | null;
  readonly tries: number;
  readonly durationMs: number;
}

/** What a try is told about its place in the series. */
export interface Try {
  /** From 1. */
  readonly number: number;
  /** Until the deadline; zero or less once it has passed. */
  readonly remainingMs: number;
}

/** Repeats `attempt` until it returns something other than null, throws, or the deadline passes. */
export async function poll<T>(
  attempt: (current: Try) => Promise<T | null>,
  options: PollOptions,
): Promise<PollResult<T>> {
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  let pauseMs = options.firstPauseMs;
  for (let number = 1; ; number++) {
    options.signal?.throwIfAborted();
    const value = await attempt({ number, remainingMs: options.deadlineMs - elapsed() });
    const remainingMs = options.deadlineMs - elapsed();
    if (value !== null || remainingMs <= pauseMs) {
      return { value, tries: number, durationMs: elapsed() };
    }
    try {
      await pause(
        pauseMs,
        undefined,
        options.signal === undefined ? {} : { signal: options.signal },
      );
    } catch (error) {
      options.signal?.throwIfAborted();
      throw error;
    }
    pauseMs = Math.min(pauseMs * 2, options.maxPauseMs);
  }
}
