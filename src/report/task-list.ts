/** Draws a list that grows, with listr2. */
import {
  Listr,
  ListrDefaultRendererLogLevels as Level,
  ListrLogger,
  type ListrTask,
  ProcessOutput,
} from 'listr2';
import type { Colors } from './colors.ts';
import type { GrowingList } from './growing-list.ts';

/** Draws on `stream` until the list has ended; nothing else may write there meanwhile. */
export async function drawList(
  list: GrowingList,
  stream: NodeJS.WriteStream,
  colors: Colors,
): Promise<void> {
  const output = new ProcessOutput(stream, stream);
  const forget = releaseOnExit(output);
  await taskList(list.tasks, output, colors).run();
  forget();
}

function taskList(
  tasks: ListrTask[],
  output: ProcessOutput,
  colors: Colors,
): { run(): Promise<unknown> } {
  const rendererOptions = {
    collapseSubtasks: false,
    showErrorMessage: false,
    logger: new ListrLogger<Level>({ useIcons: true, processOutput: output }),
    icon: {
      [Level.COMPLETED]: '✓',
      [Level.SKIPPED_WITH_COLLAPSE]: '-',
      [Level.FAILED]: '✗',
      [Level.FAILED_WITH_FAILED_SUBTASKS]: '✗',
      [Level.COMPLETED_WITH_FAILED_SUBTASKS]: '✗',
    },
    color: {
      [Level.PENDING]: colors.cyan,
      [Level.OUTPUT]: colors.dim,
      [Level.COMPLETED]: colors.green,
      [Level.SKIPPED_WITH_COLLAPSE]: colors.dim,
      [Level.FAILED]: colors.red,
      [Level.FAILED_WITH_FAILED_SUBTASKS]: colors.red,
      [Level.COMPLETED_WITH_FAILED_SUBTASKS]: colors.red,
    },
  };
  return new Listr(tasks, {
    concurrent: true,
    exitOnError: false,
    registerSignalListeners: false,
    renderer: 'default',
    rendererOptions,
    // listr2 falls back when stdout is no terminal, but this list is not drawn on stdout.
    fallbackRenderer: 'default',
    fallbackRendererOptions: rendererOptions,
  });
}

/** An early end of the process leaves the cursor visible, and what was said meanwhile said. */
function releaseOnExit(output: ProcessOutput): () => void {
  const release = (): void => {
    output.release();
  };
  process.once('exit', release);
  return () => {
    process.removeListener('exit', release);
  };
}
