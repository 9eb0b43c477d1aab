import { hasPower } from '../topology/nodes-at.ts';
import type { Transport } from '../transport/transport.ts';
import { Failures } from './all-at-once.ts';
import { connectAll } from './attach.ts';
import { Attempts } from './attempts.ts';
import type { Outcome, Problem, Reporter, RunEnd } from './events.ts';
import { finishRun } from './finish-run.ts';
import { hostFacts } from './host-facts.ts';
import { judgeRun } from './judge-run.ts';
import { type LabRecord, readLab } from './lab-store.ts';
import { lossError, lostNodes } from './lost-nodes.ts';
import type { LabInfo } from './labs.ts';
import { openedLab } from './opened-lab.ts';
import { emitTo, runPhase, type Watch } from './phase.ts';
import { playSteps } from './play-steps.ts';
import { problemsOf, stopProblem } from './problem.ts';

export interface CheckLabOptions {
  readonly lab: LabInfo;
  readonly reporters: readonly Reporter[];
  readonly filter: string | null;
  readonly signal: AbortSignal;
}

/**
 * Judges a lab that stands, by the checks of the step that it has reached, as it was made.
 * @throws HarnessError when there is no such lab any more
 */
export async function checkLab(options: CheckLabOptions): Promise<RunEnd> {
  const startedAt = performance.now();
  const { lab, reporters, signal } = options;
  const record = readLab(lab.id);
  const emit = emitTo(reporters);
  emit({ type: 'run_started', lab: lab.id, provider: lab.provider, topology: record.topology });
  const problems: Problem[] = [];
  const transports = new Map<string, Transport>();
  let outcome: Outcome;
  try {
    outcome = await check(options, record, transports, { emit, signal });
  } catch (error) {
    problems.push(...(signal.aborted ? [stopProblem(signal.reason)] : problemsOf(error)));
    outcome = signal.aborted ? 'interrupted' : 'error';
  }
  const closing = new Attempts();
  for (const transport of transports.values()) {
    await closing.make('connection', () => transport.close());
  }
  return finishRun(reporters, { startedAt, outcome, problems, kept: lab.id });
}

async function check(
  { lab: info, filter }: CheckLabOptions,
  { prepared, nodes, topology, step }: LabRecord,
  transports: Map<string, Transport>,
  watch: Watch,
): Promise<Outcome> {
  if (prepared !== null) {
    const { version, accelerator, caveat } = prepared;
    watch.emit({ type: 'host', host: hostFacts(version), accelerator, caveat });
  }
  return runPhase('check', watch, async ({ signal, progress }) => {
    const lab = await openedLab(info);
    const powered = nodes.filter(({ name }) => hasPower(topology, step, name));
    await connectAll(powered, lab, transports, signal);
    const timeFactor = prepared?.accelerator?.timeFactor ?? 1;
    // No fault is played here.
    const played = { onCrash: () => undefined, onBooted: () => undefined };
    const connected = { lab, transports, timeFactor, ...played };
    const reached = topology.steps.slice(step, step + 1);
    const play = { steps: reached, filter, judging: true, onReached: () => undefined };
    const results = await playSteps(play, connected, watch.emit, { signal, progress });
    const lost = await lostNodes(lab, powered);
    if (lost.length > 0) throw new Failures(lost.map(lossError));
    return judgeRun(results);
  });
}
