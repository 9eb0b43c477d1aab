/** A run as plain lines, for logs: one line an event, and a sign of life in long silences. */
import type { CaseResult } from '../checks/result.ts';
import type { PhaseName, Reporter, RunEnd, RunEvent, StepFacts } from '../runner/events.ts';
import type { Colors } from './colors.ts';
import { count, duration, machineKind, oneLine, tracedWords } from './wording.ts';

/** A wait is never silent for longer than this. */
const HEARTBEAT_MS = 30_000;

export interface LinesOptions {
  readonly write: (text: string) => void;
  readonly colors: Colors;
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** Stands in front of every line; for several runs in one log. */
  readonly label?: string;
  /** What the time is counted from, by that clock. Default: now. */
  readonly since?: number;
}

/** A reporter that can be asked what the run waits for. */
export interface LinesReporter extends Reporter {
  remind(): void;
}

export function linesReporter(options: LinesOptions): LinesReporter {
  const { write, colors, now, label } = options;
  const start = options.since ?? now();
  const before = label === undefined ? '' : `${colors.cyan(label)}  `;
  const waiting = new Waiting();
  let lastNews = now();
  let heartbeat: NodeJS.Timeout | null = null;

  const print = (text: string): void => {
    const elapsed = `${((now() - start) / 1000).toFixed(1).padStart(6)} s`;
    write(`${colors.dim(elapsed)}  ${before}${text}\n`);
  };
  const remind = (): void => {
    print(colors.dim(`… ${duration(now() - lastNews)} without news: ${waiting.what()}`));
  };
  const restart = (): void => {
    if (heartbeat !== null) clearInterval(heartbeat);
    heartbeat = setInterval(remind, HEARTBEAT_MS).unref();
  };

  return {
    remind,
    onEvent: (event) => {
      waiting.note(event);
      lastNews = now();
      for (const line of linesOf(event, colors, label !== undefined)) print(line);
      restart();
    },
    finish: () => {
      if (heartbeat !== null) clearInterval(heartbeat);
      return Promise.resolve();
    },
  };
}

/** What the run waits for at the moment. */
class Waiting {
  private phase: PhaseName | null = null;
  private message: string | null = null;
  private readonly cases = new Map<string, string>();

  note(event: RunEvent): void {
    switch (event.type) {
      case 'phase_started':
        this.phase = event.phase;
        this.message = null;
        break;
      case 'progress':
        this.message = event.message;
        break;
      case 'case_started':
        this.cases.set(event.id, event.title);
        break;
      case 'case_finished':
        this.cases.delete(event.result.id);
        break;
      default:
        break;
    }
  }

  what(): string {
    const [first] = this.cases.values();
    const more = this.cases.size > 1 ? ` and ${count(this.cases.size - 1, 'other check')}` : '';
    const message = first === undefined ? this.message : `${first}${more}`;
    return [this.phase, message].flatMap((part) => part ?? []).join(': ');
  }
}

function linesOf(event: RunEvent, colors: Colors, amongOthers: boolean): readonly string[] {
  if (event.type === 'step_started') return stepLines(event.step, colors);
  const line = lineOf(event, colors, amongOthers);
  return line === null ? [] : [line];
}

/** A step's heading and what it does; nothing for the lab as it is configured. */
function stepLines({ number, name, changes }: StepFacts, colors: Colors): readonly string[] {
  if (name === null) return [];
  const heading = colors.bold(`step ${number}: ${oneLine(name)}`);
  return [heading, ...changes.map((change) => colors.dim(`  ${oneLine(change)}`))];
}

type OtherEvent = Exclude<RunEvent, { readonly type: 'step_started' }>;

/** A run among others says how it ended; a run of its own is followed by its verdict. */
function lineOf(event: OtherEvent, colors: Colors, amongOthers: boolean): string | null {
  switch (event.type) {
    case 'run_started':
      return `${colors.bold(event.topology.name)}: ${event.topology.title} (lab ${event.lab}, ${event.provider})`;
    case 'phase_started':
      return colors.bold(event.phase);
    case 'phase_finished':
      return `${event.phase} took ${duration(event.durationMs)}`;
    case 'phase_failed':
      return `${colors.red(`${event.phase} failed`)} after ${duration(event.durationMs)}: ${oneLine(event.message)}`;
    case 'progress':
      return `${event.phase}: ${oneLine(event.message)}`;
    case 'host': {
      const { system, kernel, cpus, memoryMib, provider } = event.host;
      const machines = machineKind(event);
      const what = machines === null ? '' : `${machines} on `;
      return `${what}${system}, Linux ${kernel}, ${count(cpus, 'CPU')}, ${memoryMib} MiB, ${provider}`;
    }
    case 'node_ready': {
      const { name, started, readyMs, kernel } = event.node;
      return `${name} is ready: ${started}, ${duration(readyMs)}, Linux ${kernel}`;
    }
    case 'case_finished':
      return caseLine(event.result, colors);
    case 'traced':
      return `  ${oneLine(tracedWords(event.traced))}`;
    case 'not_recorded':
      return `no recording of the segments: ${oneLine(event.why)}`;
    case 'run_finished':
      return amongOthers ? endLine(event.end, colors) : null;
    case 'case_started':
    case 'step_finished':
    case 'recorded':
      return null;
  }
}

function endLine({ outcome, durationMs }: RunEnd, colors: Colors): string {
  const paint = outcome === 'passed' ? colors.green : colors.red;
  return `${paint(colors.bold(outcome))} after ${duration(durationMs)}`;
}

function caseLine(result: CaseResult, colors: Colors): string {
  const took = colors.dim(`(${duration(result.durationMs)})`);
  switch (result.outcome) {
    case 'pass':
      return `${colors.green('✓')} ${result.title} ${took}`;
    case 'fail':
      return `${colors.red('✗')} ${result.title}: expected ${oneLine(result.expected)}; observed ${oneLine(result.observed)} ${took}`;
    case 'error':
      return `${colors.yellow('!')} ${result.title}: ${oneLine(result.observed)} ${took}`;
    case 'skip':
      return `${colors.dim('-')} ${result.title}: skipped, ${oneLine(result.observed)}`;
  }
}
