import type { InterruptSignal } from './exit-codes.ts';

/** npm passes on the Ctrl-C that the whole process group has got already: that is one wish. */
const SAME_WISH_MS = 1000;

const SIGNALS: readonly InterruptSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** The first signal, or null. */
  received(): InterruptSignal | null;
  /** The work is over: from now on a signal ends the process at once, and with this code. */
  release(code: number): void;
}

/**
 * Turns signals into an abort. The clean-up that follows is never cut short by another signal;
 * one that comes later calls `onRepeat`.
 */
export function watchSignals(onRepeat: () => void): Interruption {
  const controller = new AbortController();
  let first: { readonly signal: InterruptSignal; readonly at: number } | null = null;

  const onSignal = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    if (first === null) {
      first = { signal: signal as InterruptSignal, at: now };
      controller.abort(new Error(`interrupted by ${signal}`));
    } else if (now - first.at > SAME_WISH_MS) {
      onRepeat();
    }
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    signal: controller.signal,
    received: () => first?.signal ?? null,
    release: (code) => {
      // One that came now would otherwise take the place of the verdict.
      const end = (): void => process.exit(code);
      for (const signal of SIGNALS) process.on(signal, end).removeListener(signal, onSignal);
    },
  };
}
