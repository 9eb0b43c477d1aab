/** A run as a task list that is redrawn in place, for terminals. */
import {
  Listr,
  ListrDefaultRendererLogLevels as Level,
  ListrLogger,
  type ListrTask,
  ProcessOutput,
} from 'listr2';
import type { CaseResult } from '../checks/result.ts';
import type { Reporter, RunEvent } from '../runner/events.ts';
import type { Colors } from './colors.ts';
import { type Entry, growingList } from './growing-list.ts';
import { duration, machineKind, oneLine } from './wording.ts';

/** Draws on `stream` until the run is over; nothing else may write there meanwhile. */
export function liveReporter(stream: NodeJS.WriteStream, colors: Colors): Reporter {
  const phases = growingList();
  const cases = growingList();
  const open = new Map<string, Entry>();
  const output = new ProcessOutput(stream, stream);
  const forget = releaseOnExit(output);
  let caseFailed = false;
  let drawn: Promise<unknown> = Promise.resolve();

  const close = (key: string, end: (entry: Entry) => void): void => {
    const entry = open.get(key);
    if (entry === undefined) return;
    open.delete(key);
    end(entry);
  };
  const took = (title: string, ms: number): string => `${title}  ${colors.dim(duration(ms))}`;

  const onEvent = (event: RunEvent): void => {
    switch (event.type) {
      case 'run_started':
        stream.write(`${colors.bold(event.topology.name)} · ${event.topology.title}\n`);
        drawn = taskList(phases.tasks, output, colors).run();
        break;
      case 'phase_started':
        open.set(
          event.phase,
          event.phase === 'check' ? phases.addGroup(event.phase, cases) : phases.add(event.phase),
        );
        break;
      case 'progress':
        open.get(event.phase)?.remark(oneLine(event.message));
        break;
      case 'host':
        open.get('prepare')?.remark(machineKind(event.accelerator));
        break;
      case 'node_ready':
        open.get('provide')?.remark(`${event.node.name} is ready: ${event.node.started}`);
        break;
      case 'phase_finished':
        if (event.phase === 'check') cases.end();
        close(event.phase, (entry) => {
          const title = took(event.phase, event.durationMs);
          if (event.phase === 'check' && caseFailed) entry.failed(title);
          else entry.done(title);
        });
        break;
      case 'phase_failed':
        if (event.phase === 'check') cases.end();
        close(event.phase, (entry) => {
          entry.failed(`${took(event.phase, event.durationMs)}  ${oneLine(event.message)}`);
        });
        break;
      case 'case_started':
        open.set(event.id, cases.add(event.title));
        break;
      case 'case_finished': {
        const { id, title, durationMs } = event.result;
        caseFailed ||= event.result.outcome === 'fail' || event.result.outcome === 'error';
        if (!open.has(id)) open.set(id, cases.add(title));
        close(id, (entry) => {
          finishCase(entry, event.result, took(title, durationMs));
        });
        break;
      }
      case 'run_finished':
        for (const entry of open.values()) entry.failed(`${entry.title}  cut short`);
        cases.end();
        phases.end();
        break;
    }
  };

  return {
    onEvent,
    finish: async () => {
      await drawn;
      forget();
    },
  };
}

function finishCase(entry: Entry, result: CaseResult, title: string): void {
  switch (result.outcome) {
    case 'pass':
      entry.done(title);
      break;
    case 'skip':
      entry.skipped(`${title}  skipped: ${oneLine(result.observed)}`);
      break;
    case 'fail':
    case 'error':
      entry.failed(`${title}  ${oneLine(result.observed)}`);
      break;
  }
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
