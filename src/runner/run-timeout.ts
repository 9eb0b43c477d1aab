/** The whole run took longer than it was allowed to. */
export class RunTimeout extends Error {
  override readonly name = 'RunTimeout';

  constructor(timeoutMs: number) {
    super(`no verdict within ${timeoutMs / 1000} s`);
  }
}

export interface Limit {
  /** Fires when the given signal does, or with a RunTimeout. */
  readonly signal: AbortSignal;
  /** Stops the clock. */
  readonly release: () => void;
}

/** Limits a run in time; null is no limit. */
export function limitTo(timeoutMs: number | null, signal: AbortSignal): Limit {
  if (timeoutMs === null) return { signal, release: () => undefined };
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new RunTimeout(timeoutMs));
  }, timeoutMs);
  return {
    signal: AbortSignal.any([signal, controller.signal]),
    release: () => {
      clearTimeout(timer);
    },
  };
}
