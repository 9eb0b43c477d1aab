/** Several runs as a task list that is redrawn in place: a line a scenario. */
import type { CatalogueEvent, CatalogueReporter } from '../runner/catalogue-events.ts';
import type { RunEvent } from '../runner/events.ts';
import type { Colors } from './colors.ts';
import { type Entry, growingList } from './growing-list.ts';
import { drawList } from './task-list.ts';
import { count, duration, oneLine, tracedWords } from './wording.ts';

/** A scenario that is being run. */
interface Running {
  readonly entry: Entry;
  passed: number;
  /** The first case that did not pass. */
  bad: string | null;
}

export function catalogueLive(stream: NodeJS.WriteStream, colors: Colors): CatalogueReporter {
  const list = growingList();
  const open = new Map<string, Running>();
  let drawn: Promise<unknown> = Promise.resolve();
  let machines: Entry | null = null;

  const onEvent = (event: CatalogueEvent): void => {
    switch (event.type) {
      case 'catalogue_started': {
        const { labels, jobs } = event;
        stream.write(`${colors.bold(count(labels.length, 'scenario'))}, ${jobs} at a time\n`);
        drawn = drawList(list, stream, colors);
        machines = list.add('machines');
        break;
      }
      case 'preparation':
        if (machines !== null) showPreparation(machines, event.event);
        break;
      case 'run':
        if (event.event.type === 'run_started') {
          const entry = list.add(event.label);
          open.set(event.label, { entry, passed: 0, bad: null });
        } else {
          const running = open.get(event.label);
          if (running !== undefined) showRun(running, event.event, colors);
          if (event.event.type === 'run_finished') open.delete(event.label);
        }
        break;
      case 'catalogue_finished':
        for (const { entry } of open.values()) entry.failed(`${entry.title}  cut short`);
        list.end();
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

function showPreparation(machines: Entry, event: RunEvent): void {
  if (event.type === 'progress') machines.remark(oneLine(event.message));
  if (event.type === 'phase_finished') machines.done(machines.title);
  if (event.type === 'phase_failed') {
    machines.failed(`${machines.title}  ${oneLine(event.message)}`);
  }
}

function showRun(running: Running, event: RunEvent, colors: Colors): void {
  const { entry } = running;
  switch (event.type) {
    case 'phase_started':
      entry.remark(event.phase);
      break;
    case 'progress':
      entry.remark(`${event.phase}: ${oneLine(event.message)}`);
      break;
    case 'step_started':
      if (event.step.name !== null) entry.remark(oneLine(event.step.name));
      break;
    case 'case_started':
      entry.remark(`check: ${oneLine(event.title)}`);
      break;
    case 'case_finished':
      if (event.result.outcome === 'pass') running.passed += 1;
      else if (event.result.outcome !== 'skip') running.bad ??= event.result.title;
      break;
    case 'traced':
      entry.remark(oneLine(tracedWords(event.traced)));
      break;
    case 'phase_failed':
      running.bad ??= oneLine(event.message);
      break;
    case 'run_finished': {
      const { outcome, durationMs } = event.end;
      const took = colors.dim(duration(durationMs));
      if (outcome === 'passed') {
        entry.done(`${entry.title}  ${count(running.passed, 'check')}  ${took}`);
      } else {
        const why = running.bad === null ? '' : `: ${running.bad}`;
        entry.failed(`${entry.title}  ${took}  ${outcome}${why}`);
      }
      break;
    }
    case 'recorded':
    case 'not_recorded':
    case 'run_started':
    case 'phase_finished':
    case 'step_finished':
    case 'host':
    case 'node_ready':
      break;
  }
}
