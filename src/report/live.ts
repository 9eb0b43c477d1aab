/** A run as a task list that is redrawn in place, for terminals. */
import type { CaseResult } from '../checks/result.ts';
import type { Reporter, RunEvent } from '../runner/events.ts';
import type { Colors } from './colors.ts';
import { type Entry, growingList } from './growing-list.ts';
import { drawList } from './task-list.ts';
import { duration, machineKind, oneLine } from './wording.ts';

/** Draws on `stream` until the run is over; nothing else may write there meanwhile. */
export function liveReporter(stream: NodeJS.WriteStream, colors: Colors): Reporter {
  const phases = growingList();
  const cases = growingList();
  const open = new Map<string, Entry>();
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
        drawn = drawList(phases, stream, colors);
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
