import type { CatalogueReporter } from '../runner/catalogue-events.ts';
import type { Reporter } from '../runner/events.ts';
import { catalogueLines } from '../report/catalogue-lines.ts';
import { colorsFor } from '../report/colors.ts';
import { linesReporter } from '../report/lines.ts';

/** Some pseudo-terminals say that they have no columns; a task list needs a few. */
const MIN_COLUMNS = 40;

/** Tells people on stderr how a run goes. */
export interface ProgressReporter extends Reporter {
  /** Says what the run waits for, where that is not in sight anyway. */
  remind(): void;
}

/** A task list that is redrawn on a terminal, lines elsewhere, in CI and where they are asked for. */
export async function progressReporter(
  stream: NodeJS.WriteStream,
  env: NodeJS.ProcessEnv,
  plain: boolean,
): Promise<ProgressReporter> {
  const colors = colorsFor(stream, env);
  if (!plain && isDrawable(stream, env)) {
    const { liveReporter } = await import('../report/live.ts');
    return { ...liveReporter(stream, colors), remind: () => undefined };
  }
  return linesReporter({
    write: (text) => {
      stream.write(text);
    },
    colors,
    now: () => performance.now(),
  });
}

/** Tells people on stderr how several runs go. */
export interface CatalogueProgress extends CatalogueReporter {
  /** Says what each run waits for, where that is not in sight anyway. */
  remind(): void;
}

/** The same for several runs. */
export async function catalogueProgress(
  stream: NodeJS.WriteStream,
  env: NodeJS.ProcessEnv,
): Promise<CatalogueProgress> {
  const colors = colorsFor(stream, env);
  if (isDrawable(stream, env)) {
    const { catalogueLive } = await import('../report/catalogue-live.ts');
    return { ...catalogueLive(stream, colors), remind: () => undefined };
  }
  return catalogueLines({
    write: (text) => {
      stream.write(text);
    },
    colors,
    now: () => performance.now(),
  });
}

/** Whether a list can be drawn there, and redrawn. */
export function isDrawable(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  // The type says that a stream's isTTY is always there; a pipe has none.
  const isTerminal = (stream as { isTTY?: boolean }).isTTY === true;
  const isCi = env['CI'] !== undefined && env['CI'] !== '';
  return isTerminal && !isCi && env['TERM'] !== 'dumb' && stream.columns >= MIN_COLUMNS;
}
