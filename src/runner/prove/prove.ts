/** Proves several scenarios, some of them at the same time. */
import { availableParallelism } from 'node:os';
import { setMaxListeners } from 'node:events';
import { hostMemory } from '../../lib/host-memory.ts';
import { memoryOf, type ProviderSource, spareMemoryMib, weightOf } from '../catalogue-plan.ts';
import type { Outcome, Problem } from '../events.ts';
import { doJobs } from '../jobs.ts';
import { runPhase } from '../phase.ts';
import { prepareMachines } from '../prepare-machines.ts';
import { problemsOf, stopProblem } from '../problem.ts';
import type { RunOptions } from '../run-options.ts';
import { worstOutcome } from '../worst-outcome.ts';
import type { ProveEnd, ProveEvent, ProveReporter } from './events.ts';
import { type Provable, proveScenario } from './prove-scenario.ts';
import { Tally } from './tally.ts';

export interface ProveAllOptions extends Pick<
  RunOptions,
  'request' | 'signal' | 'timeoutMs' | 'skipUnsupported'
> {
  readonly scenarios: readonly Provable[];
  readonly provider: ProviderSource;
  /** Labs at a time; null goes by the number of processors. */
  readonly jobs: number | null;
  readonly reporters: readonly ProveReporter[];
}

/**
 * A lab that is proven mostly waits for answers that do not come: with three for each of two emulated
 * processors these are kept busy, and no check is late.
 */
const LABS_PER_CPU = 3;

/** One scenario's failure stops no other. Never throws for what happens in them. */
export async function prove(options: ProveAllOptions): Promise<ProveEnd> {
  const startedAt = performance.now();
  const { scenarios, provider, request, signal, reporters } = options;
  const emit = (event: ProveEvent): void => {
    for (const reporter of reporters) reporter.onEvent(event);
  };
  setMaxListeners(0, signal);
  const jobs = options.jobs ?? availableParallelism() * LABS_PER_CPU;
  const labels = scenarios.map(({ label }) => label);
  const sizes = new Map(scenarios.map((each) => [each, new Tally(each.mutants).all().length]));
  const sizeOf = (scenario: Provable) => sizes.get(scenario) ?? 0;
  const workOf = (scenario: Provable) => sizeOf(scenario) * weightOf(scenario.topology);
  const mutants = scenarios.reduce((sum, scenario) => sum + sizeOf(scenario), 0);
  emit({ type: 'prove_started', labels, jobs, mutants });
  const outcomes: Outcome[] = [];
  const problems: Problem[] = [];
  try {
    const watch = {
      signal,
      emit: (event: Extract<ProveEvent, { type: 'preparation' }>['event']) => {
        emit({ type: 'preparation', event });
      },
    };
    await runPhase('prepare', watch, async (context) => {
      const topologies = scenarios.map(({ topology }) => topology);
      await prepareMachines(topologies, { provider: await provider.open(), request }, context);
    });
    // The longest first, so that none is left to be done alone at the end.
    const work = scenarios
      .toSorted((a, b) => workOf(b) - workOf(a))
      .map((scenario) => ({
        memoryMib: memoryOf(scenario.topology),
        alone: false,
        work: async () => {
          const { open } = provider;
          outcomes.push((await proveScenario(scenario, { ...options, open, emit })).outcome);
        },
      }));
    const memoryMib = spareMemoryMib(hostMemory().availableMib);
    await doJobs(work, { atOnce: jobs, memoryMib, signal });
  } catch (error) {
    problems.push(...(signal.aborted ? [stopProblem(signal.reason)] : problemsOf(error)));
    outcomes.push(signal.aborted ? 'interrupted' : 'error');
  }
  if (signal.aborted) outcomes.push('interrupted');
  const outcome = worstOutcome(outcomes) ?? 'nothing judged';
  const end = { outcome, problems, durationMs: Math.round(performance.now() - startedAt) };
  emit({ type: 'prove_finished', end });
  return end;
}
