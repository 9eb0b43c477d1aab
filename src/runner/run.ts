/** A run from the resolved scenario to the verdict, with everything undone at its end. */
import type { Outcome, Problem, RunEnd } from './events.ts';
import { OwnLab } from './own-lab.ts';
import { emitTo, runPhase } from './phase.ts';
import { problemsOf, stopProblem } from './problem.ts';
import { finishRun } from './finish-run.ts';
import type { RunOptions } from './run-options.ts';
import { limitTo } from './run-timeout.ts';
import { toVerdict } from './to-verdict.ts';

/** Never throws for what happens in the run: the end says it all. */
export async function runScenario(options: RunOptions): Promise<RunEnd> {
  const startedAt = performance.now();
  const { topology, provider, reporters } = options;
  const emit = emitTo(reporters);
  const limit = limitTo(options.timeoutMs, options.signal);
  const own = new OwnLab(topology, provider);
  emit({ type: 'run_started', lab: own.id, provider: provider.name, topology });
  const problems: Problem[] = [];
  let outcome: Outcome;
  try {
    outcome = await toVerdict(options, own, { emit, signal: limit.signal });
  } catch (error) {
    const { signal } = limit;
    // Whatever failed after the stop failed because of it.
    problems.push(...(signal.aborted ? [stopProblem(signal.reason)] : problemsOf(error)));
    outcome = options.signal.aborted ? 'interrupted' : signal.aborted ? 'timeout' : 'error';
  } finally {
    limit.release();
  }
  const kept = own.isComplete && isToBeKept(options, outcome);
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

/** A lab is kept when all of its nodes answer, unless somebody wanted the run to stop. */
function isToBeKept({ keep, verb, signal }: RunOptions, outcome: Outcome): boolean {
  if (signal.aborted) return false;
  if (verb === 'up') return outcome === 'passed';
  return keep === 'always' || (keep === 'on-fail' && outcome !== 'passed');
}
