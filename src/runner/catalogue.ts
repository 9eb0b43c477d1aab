/** Runs several scenarios, some of them at the same time, each in a lab of its own. */
import { availableParallelism } from 'node:os';
import { setMaxListeners } from 'node:events';
import { hostMemory } from '../lib/host-memory.ts';
import type { Topology } from '../topology/topology.ts';
import type { CatalogueEnd, CatalogueEvent, CatalogueReporter } from './catalogue-events.ts';
import {
  labsAtOnce,
  measuresRates,
  memoryOf,
  type PlannedRun,
  type ProviderSource,
  runsOf,
  spareMemoryMib,
  weightOf,
} from './catalogue-plan.ts';
import type { Outcome, Problem } from './events.ts';
import { doJobs } from './jobs.ts';
import { type Emit, runPhase } from './phase.ts';
import { prepareMachines } from './prepare-machines.ts';
import { problemsOf, stopProblem } from './problem.ts';
import { runScenario } from './run.ts';
import type { RunOptions } from './run-options.ts';
import type { Shard } from './shard.ts';
import { worstOutcome } from './worst-outcome.ts';

export interface CatalogueOptions extends Pick<
  RunOptions,
  'request' | 'filter' | 'keep' | 'record' | 'timeoutMs' | 'signal' | 'skipUnsupported'
> {
  readonly topologies: readonly Topology[];
  readonly shard: Shard | null;
  /** Labs at a time; null goes by the number of processors. */
  readonly jobs: number | null;
  /** Every scenario is run with each of them. */
  readonly providers: readonly ProviderSource[];
  readonly reporters: readonly CatalogueReporter[];
}

/** One run's failure stops no other. Never throws for what happens in them. */
export async function runCatalogue(options: CatalogueOptions): Promise<CatalogueEnd> {
  const startedAt = performance.now();
  const { topologies, signal, reporters } = options;
  const emit = (event: CatalogueEvent): void => {
    for (const reporter of reporters) reporter.onEvent(event);
  };
  setMaxListeners(0, signal);
  const runs = runsOf(topologies, options.providers);
  const labels = runs.map(({ label }) => label);
  const jobs = options.jobs ?? labsAtOnce(availableParallelism());
  emit({ type: 'catalogue_started', labels, jobs, shard: options.shard });
  const outcomes: Outcome[] = [];
  const problems: Problem[] = [];
  try {
    await prepare(options, emit);
    await runAll(options, { jobs, runs, emit, onOutcome: (outcome) => outcomes.push(outcome) });
  } catch (error) {
    problems.push(...(signal.aborted ? [stopProblem(signal.reason)] : problemsOf(error)));
    outcomes.push(signal.aborted ? 'interrupted' : 'error');
  }
  if (signal.aborted) outcomes.push('interrupted');
  const outcome = worstOutcome(outcomes) ?? 'nothing judged';
  const end = { outcome, problems, durationMs: Math.round(performance.now() - startedAt) };
  emit({ type: 'catalogue_finished', end });
  for (const reporter of reporters) await reporter.finish?.();
  return end;
}

async function prepare(
  { topologies, providers, request, signal }: CatalogueOptions,
  emit: (event: CatalogueEvent) => void,
): Promise<void> {
  const tell: Emit = (event) => {
    emit({ type: 'preparation', event });
  };
  await runPhase('prepare', { emit: tell, signal }, async (context) => {
    for (const { open } of providers) {
      await prepareMachines(topologies, { provider: await open(), request }, context);
    }
  });
}

interface Runs {
  readonly jobs: number;
  readonly runs: readonly PlannedRun[];
  readonly emit: (event: CatalogueEvent) => void;
  readonly onOutcome: (outcome: Outcome) => void;
}

/** The longest first, so that none is left to run alone at the end. */
async function runAll(options: CatalogueOptions, runs: Runs): Promise<void> {
  const { signal } = options;
  const work = runs.runs
    .toSorted((a, b) => weightOf(b.topology) - weightOf(a.topology))
    .map((run) => ({
      memoryMib: memoryOf(run.topology),
      alone: measuresRates(run.topology),
      work: async () => {
        runs.onOutcome(await runOne(run, options, runs));
      },
    }));
  const memoryMib = spareMemoryMib(hostMemory().availableMib);
  await doJobs(work, { atOnce: runs.jobs, memoryMib, signal });
}

async function runOne(
  { topology, label, open }: PlannedRun,
  options: CatalogueOptions,
  { emit }: Runs,
): Promise<Outcome> {
  const { request, filter, keep, record, timeoutMs, signal, skipUnsupported } = options;
  const { outcome } = await runScenario({
    ...{ topology, request, filter, keep, record, timeoutMs, signal, skipUnsupported },
    ...{ verb: 'run', until: null, pause: null },
    provider: await open(),
    reporters: [
      {
        onEvent: (event) => {
          emit({ type: 'run', label, event });
        },
      },
    ],
  });
  return outcome;
}
