/** A run as a task list that is redrawn in place, for terminals. */
import type { CaseResult } from '../checks/result.ts';
import type { Reporter, RunEvent, StepFacts } from '../runner/events.ts';
import type { Colors } from './colors.ts';
import { type Entry, growingList, type GrowingList } from './growing-list.ts';
import { drawList } from './task-list.ts';
import { duration, machineKind, oneLine, tracedWords } from './wording.ts';

/** Draws on `stream` until the run is over; nothing else may write there meanwhile. */
export function liveReporter(stream: NodeJS.WriteStream, colors: Colors): Reporter {
  const phases = growingList();
  const checks = growingList();
  const open = new Map<string, Entry>();
  let caseFailed = false;
  let cases = checks;
  let step: OpenStep | null = null;
  let drawn: Promise<unknown> = Promise.resolve();

  const close = (key: string, end: (entry: Entry) => void): void => {
    const entry = open.get(key);
    if (entry === undefined) return;
    open.delete(key);
    end(entry);
  };
  const took = (title: string, ms: number): string => `${title}  ${colors.dim(duration(ms))}`;

  const endStep = (durationMs: number): void => {
    if (step === null) return;
    const title = took(step.entry.title, durationMs);
    step.cases.end();
    if (step.failed) step.entry.failed(title);
    else step.entry.done(title);
    step = null;
    cases = checks;
  };
  const endChecks = (why: string): void => {
    if (step !== null) {
      step.cases.end();
      step.entry.failed(`${step.entry.title}  ${oneLine(why)}`);
      step = null;
    }
    checks.end();
  };

  const onEvent = (event: RunEvent): void => {
    switch (event.type) {
      case 'run_started':
        stream.write(`${colors.bold(event.topology.name)} · ${event.topology.title}\n`);
        drawn = drawList(phases, stream, colors);
        break;
      case 'phase_started':
        open.set(
          event.phase,
          event.phase === 'check' ? phases.addGroup(event.phase, checks) : phases.add(event.phase),
        );
        break;
      case 'progress':
        open.get(event.phase)?.remark(oneLine(event.message));
        break;
      case 'host':
        open.get('prepare')?.remark(machineKind(event) ?? event.host.provider);
        break;
      case 'node_ready':
        open.get('provide')?.remark(`${event.node.name} is ready: ${event.node.started}`);
        break;
      case 'phase_finished':
        if (event.phase === 'check') endChecks('cut short');
        close(event.phase, (entry) => {
          const title = took(event.phase, event.durationMs);
          if (event.phase === 'check' && caseFailed) entry.failed(title);
          else entry.done(title);
        });
        break;
      case 'phase_failed':
        if (event.phase === 'check') endChecks(event.message);
        close(event.phase, (entry) => {
          entry.failed(`${took(event.phase, event.durationMs)}  ${oneLine(event.message)}`);
        });
        break;
      case 'step_started':
        if (event.step.name === null) break;
        step = openStep(event.step, checks, colors);
        cases = step.cases;
        break;
      case 'step_finished':
        endStep(event.durationMs);
        break;
      case 'case_started':
        open.set(event.id, cases.add(event.title));
        break;
      case 'case_finished': {
        const { id, title, durationMs } = event.result;
        if (event.result.outcome === 'fail' || event.result.outcome === 'error') {
          caseFailed = true;
          if (step !== null) step.failed = true;
        }
        if (!open.has(id)) open.set(id, cases.add(title));
        close(id, (entry) => {
          finishCase(entry, event.result, took(title, durationMs));
        });
        break;
      }
      case 'traced':
        open.get('check')?.remark(oneLine(tracedWords(event.traced)));
        break;
      case 'not_recorded':
        open.get('check')?.remark(`no recording of the segments: ${oneLine(event.why)}`);
        break;
      case 'recorded':
        // The verdict names what was kept.
        break;
      case 'run_finished':
        for (const entry of open.values()) entry.failed(`${entry.title}  cut short`);
        endChecks('cut short');
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

/** A step whose cases are running, with a list of its own. */
interface OpenStep {
  readonly entry: Entry;
  readonly cases: GrowingList;
  failed: boolean;
}

/** A heading below the checks, what the step does below it. */
function openStep(
  { number, name, changes }: StepFacts,
  list: GrowingList,
  colors: Colors,
): OpenStep {
  const cases = growingList();
  const entry = list.addGroup(`step ${number}: ${oneLine(name ?? '')}`, cases);
  for (const change of changes)
    cases.add(colors.dim(oneLine(change))).done(colors.dim(oneLine(change)));
  return { entry, cases, failed: false };
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
