import type { CaseResult } from '../checks/result.ts';
import type { Accelerator } from '../providers/provider.ts';
import type {
  HostFacts,
  NodeFacts,
  Outcome,
  PhaseName,
  Problem,
  Recording,
  Reporter,
  RunEvent,
  StepFacts,
  TracedCases,
} from '../runner/events.ts';

interface PhaseRecord {
  readonly name: PhaseName;
  readonly durationMs: number;
  readonly outcome: 'done' | 'failed';
}

/** A step that was begun, in the words of its scenario. */
interface StepRecord extends StepFacts {
  /** Null when it was cut short. */
  readonly durationMs: number | null;
  /** Ids of its cases. */
  readonly cases: readonly string[];
}

export interface Totals {
  readonly checks: number;
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
  readonly skipped: number;
}

/** All that is known of a finished run: the content of `report.json`. */
export interface RunRecord {
  readonly schemaVersion: 1;
  readonly scenario: { readonly name: string; readonly title: string; readonly file: string };
  readonly lab: string;
  readonly outcome: Outcome;
  readonly provider: string;
  /** Null when the run ended before it was decided, and where nodes are no machines of their own. */
  readonly accelerator: Accelerator | null;
  /** In what the provider's labs are weaker than machines; null when they are not, or unknown. */
  readonly caveat: string | null;
  /** Null when the run ended before the host was looked at. */
  readonly host: HostFacts | null;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** In the order in which they ended. */
  readonly phases: readonly PhaseRecord[];
  readonly nodes: readonly NodeFacts[];
  /** The first is the lab as it is configured. */
  readonly steps: readonly StepRecord[];
  readonly checks: readonly CaseResult[];
  /** What became of the packets of failed cases. */
  readonly traces: readonly TracedCases[];
  /** What was kept of the packets on all segments; null for nothing. */
  readonly recording: Recording | null;
  readonly problems: readonly Problem[];
  /** Id of the lab when it still runs. */
  readonly kept: string | null;
  readonly totals: Totals;
}

/** Folds a run's events into its record; null until the run has started and finished. */
export function recordOf(events: readonly RunEvent[], startedAt: Date): RunRecord | null {
  const started = events.find((event) => event.type === 'run_started');
  const finished = events.find((event) => event.type === 'run_finished');
  if (started === undefined || finished === undefined) return null;

  const { name, title, file } = started.topology;
  const facts = events.findLast((event) => event.type === 'host');
  const checks = events.flatMap((event) => (event.type === 'case_finished' ? [event.result] : []));
  return {
    schemaVersion: 1,
    scenario: { name, title, file },
    lab: started.lab,
    outcome: finished.end.outcome,
    provider: started.provider,
    accelerator: facts?.accelerator ?? null,
    caveat: facts?.caveat ?? null,
    host: facts?.host ?? null,
    startedAt: startedAt.toISOString(),
    durationMs: finished.end.durationMs,
    phases: events.flatMap(phaseOf),
    nodes: events.flatMap((event) => (event.type === 'node_ready' ? [event.node] : [])),
    steps: stepsOf(events),
    checks,
    traces: events.flatMap((event) => (event.type === 'traced' ? [event.traced] : [])),
    recording: events.findLast((event) => event.type === 'recorded')?.recording ?? null,
    problems: finished.end.problems,
    kept: finished.end.kept,
    totals: totalsOf(checks),
  };
}

function phaseOf(event: RunEvent): readonly PhaseRecord[] {
  if (event.type !== 'phase_finished' && event.type !== 'phase_failed') return [];
  const outcome = event.type === 'phase_finished' ? 'done' : 'failed';
  return [{ name: event.phase, durationMs: event.durationMs, outcome }];
}

function stepsOf(events: readonly RunEvent[]): readonly StepRecord[] {
  const steps: { facts: StepFacts; durationMs: number | null; cases: string[] }[] = [];
  for (const event of events) {
    if (event.type === 'step_started') {
      steps.push({ facts: event.step, durationMs: null, cases: [] });
    }
    const step = steps.at(-1);
    if (event.type === 'case_finished') step?.cases.push(event.result.id);
    if (event.type === 'step_finished' && step !== undefined) step.durationMs = event.durationMs;
  }
  return steps.map(({ facts, ...rest }) => ({ ...facts, ...rest }));
}

function totalsOf(checks: readonly CaseResult[]): Totals {
  const having = (outcome: CaseResult['outcome']): number =>
    checks.filter((check) => check.outcome === outcome).length;
  return {
    checks: checks.length,
    passed: having('pass'),
    failed: having('fail'),
    errors: having('error'),
    skipped: having('skip'),
  };
}

/** Keeps a run's record for whoever asks once the run is over. */
export interface Recorder extends Reporter {
  /** Null until the run has started and finished. */
  record(): RunRecord | null;
}

export function recorder(startedAt: Date): Recorder {
  const events: RunEvent[] = [];
  return {
    onEvent: (event) => {
      events.push(event);
    },
    record: () => recordOf(events, startedAt),
  };
}
