/** A run from the resolved scenario to the verdict, with everything undone at its end. */
import { type NodeTrouble, troubleProblems } from './console-watch.ts';
import type { Outcome, PhaseName, Problem, RunEnd } from './events.ts';
import { troubleSentence } from './kernel-trouble.ts';
import { lossError, type LostNode } from './lost-nodes.ts';
import { OwnLab } from './own-lab.ts';
import { type Emit, emitTo, runPhase } from './phase.ts';
import { problemsOf, stopProblem } from './problem.ts';
import { finishRun } from './finish-run.ts';
import { FlightRecorder } from './recorder/flight-recorder.ts';
import type { RunOptions } from './run-options.ts';
import { limitTo } from './run-timeout.ts';
import { toVerdict } from './to-verdict.ts';

/** Never throws for what happens in the run: the end says it all. */
export async function runScenario(options: RunOptions): Promise<RunEnd> {
  const startedAt = performance.now();
  const { topology, provider, reporters } = options;
  let phase: PhaseName = 'prepare';
  const tell = emitTo(reporters);
  const emit: Emit = (event) => {
    if (event.type === 'phase_started') phase = event.phase;
    tell(event);
  };
  const limit = limitTo(options.timeoutMs, options.signal);
  const own = new OwnLab(topology, provider, (found) => {
    emit({ type: 'progress', phase, message: troubleNews(found) });
  });
  emit({ type: 'run_started', lab: own.id, provider: provider.name, topology });
  const recorder = new FlightRecorder(options.record, own.id, topology, emit);
  const heard: Emit = (event) => {
    recorder.onEvent(event);
    emit(event);
  };
  const problems: Problem[] = [];
  let outcome: Outcome;
  try {
    outcome = await toVerdict(options, { own, recorder }, { emit: heard, signal: limit.signal });
  } catch (error) {
    const { signal } = limit;
    // Whatever failed after the stop failed because of it.
    problems.push(...(signal.aborted ? [stopProblem(signal.reason)] : problemsOf(error)));
    outcome = options.signal.aborted ? 'interrupted' : signal.aborted ? 'timeout' : 'error';
  } finally {
    limit.release();
  }
  const troubles = await own.troubles();
  const lost = await own.lostNodes();
  const broken = [
    ...troubleProblems(troubles),
    // A panic ends the machine, and an error that was thrown may have told of it.
    ...lost.filter(({ node }) => !isTold(node, troubles, problems)).flatMap(asProblems),
  ];
  problems.push(...broken);
  if (broken.length > 0 && !stopped.includes(outcome)) outcome = 'error';
  await recorder.finish(outcome);
  const kept = own.isComplete && isToBeKept(options, outcome);
  const failed = outcome === 'failed' || outcome === 'error';
  if (own.isComplete && failed && !kept) await options.pause?.(own.id);
  // Nothing stops a teardown.
  const teardown = { emit, signal: new AbortController().signal };
  const left = await runPhase('teardown', teardown, () => (kept ? own.keep() : own.remove()));
  if (left.length > 0) {
    outcome = 'left behind';
    problems.push({
      message: 'the teardown left something behind',
      remedy: 'run `npx wirelab clean`',
      detail: left.join('\n'),
    });
  }
  return finishRun(reporters, { startedAt, outcome, problems, kept: kept ? own.id : null });
}

function asProblems(lost: LostNode): readonly Problem[] {
  return problemsOf(lossError(lost));
}

function isTold(
  lost: string,
  troubles: readonly NodeTrouble[],
  problems: readonly Problem[],
): boolean {
  return (
    troubles.some(({ node }) => node === lost) ||
    problems.some(({ message }) => message.startsWith(`${lost} is gone`))
  );
}

/** What a broken kernel does not change. */
const stopped: readonly Outcome[] = ['interrupted', 'timeout'];

function troubleNews({ node, trouble }: NodeTrouble): string {
  return `${troubleSentence(node, trouble)}: ${trouble.headline}`;
}

/** A lab is kept when all of its nodes answer, unless somebody wanted the run to stop. */
function isToBeKept({ keep, verb, signal }: RunOptions, outcome: Outcome): boolean {
  if (signal.aborted) return false;
  if (verb === 'up') return outcome === 'passed';
  return keep === 'always' || (keep === 'on-fail' && outcome !== 'passed');
}
