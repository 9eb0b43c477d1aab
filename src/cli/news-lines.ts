import { colorsFor } from '../report/colors.ts';
import { linesReporter } from '../report/lines.ts';
import type { Progress } from '../providers/provider.ts';

/** Tells of a long step on stderr. */
export interface NewsLines {
  readonly say: Progress;
  /** Says what is waited for; it does so by itself every 30 s without news. */
  readonly remind: () => void;
  /** There will be no news any more. */
  readonly end: () => void;
}

/** The lines of a run's preparation, for work that is no run. */
export function newsLines(): NewsLines {
  const lines = linesReporter({
    write: (text) => {
      process.stderr.write(text);
    },
    colors: colorsFor(process.stderr, process.env),
    now: () => performance.now(),
  });
  return {
    say: (message) => {
      lines.onEvent({ type: 'progress', phase: 'prepare', message });
    },
    remind: () => {
      lines.remind();
    },
    end: () => {
      void lines.finish?.();
    },
  };
}
