/** A run from the resolved scenario to the verdict, with everything undone at its end. */
import { randomBytes } from 'node:crypto';
import { runChecks } from '../checks/run-checks.ts';
import { HarnessError } from '../lib/errors.ts';
import { ownIdentity } from '../lib/process-identity.ts';
import type { CaseResult } from '../checks/result.ts';
import type { HostProblem, LabProvider, Provider, ProviderRequest } from '../providers/provider.ts';
import type { Topology } from '../topology/topology.ts';
import { configure } from './configure.ts';
import type { Outcome, Problem, Reporter, RunEnd } from './events.ts';
import { hostFacts } from './host-facts.ts';
import { judgeRun } from './judge-run.ts';
import { createLab, deleteLab, type LabRecord, recordResource, writeLab } from './lab-store.ts';
import { labView } from './lab-view.ts';
import { type Emit, emitTo, runPhase } from './phase.ts';
import { problemOf } from './problem.ts';
import { provide, type ReadyNode } from './provide.ts';
import { removeResources } from './remove-lab.ts';
import { RunTimeout } from './run-timeout.ts';
import { Teardown } from './teardown.ts';

export interface RunOptions {
  readonly topology: Topology;
  readonly provider: Provider;
  readonly request: ProviderRequest;
  readonly reporters: readonly Reporter[];
  /** `on-fail` keeps the lab of a run whose outcome is not `passed`. */
  readonly keep: 'never' | 'always' | 'on-fail';
  /** Text that a case's title, id or kind must contain, or after `!` must not; null is all. */
  readonly filter: string | null;
  /** For the whole run without its teardown; null is no limit. */
  readonly timeoutMs: number | null;
  readonly signal: AbortSignal;
  /** `up` stops after configure and keeps the lab. */
  readonly verb: 'run' | 'up';
}

/** Never throws for what happens in the run: the end says it all. */
export async function runScenario(options: RunOptions): Promise<RunEnd> {
  const startedAt = performance.now();
  const emit = emitTo(options.reporters);
  const { signal, release } = limited(options.signal, options.timeoutMs);
  const run = new Run(options, emit, signal);
  emit({
    type: 'run_started',
    lab: run.id,
    provider: options.provider.name,
    topology: options.topology,
  });
  let outcome: Outcome;
  const problems: Problem[] = [];
  try {
    outcome = await run.toVerdict();
  } catch (error) {
    outcome = outcomeOf(error, options.signal, signal);
    problems.push(problemOf(error));
  } finally {
    release();
  }
  const kept = run.keeps(outcome);
  const left = await run.end(kept);
  if (left.length > 0) {
    outcome = 'left behind';
    problems.push({
      message: 'the teardown left something behind',
      remedy: 'run `npx wirelab clean`',
      detail: left.join('\n'),
    });
  }
  const durationMs = Math.round(performance.now() - startedAt);
  const end: RunEnd = { outcome, durationMs, problems, kept: kept ? run.id : null };
  emit({ type: 'run_finished', end });
  for (const reporter of options.reporters) await reporter.finish?.();
  return end;
}

function limited(
  signal: AbortSignal,
  timeoutMs: number | null,
): { readonly signal: AbortSignal; readonly release: () => void } {
  if (timeoutMs === null) return { signal, release: () => undefined };
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new RunTimeout(timeoutMs));
  }, timeoutMs);
  return {
    signal: AbortSignal.any([signal, controller.signal]),
    release: () => {
      clearTimeout(timer);
    },
  };
}

function outcomeOf(error: unknown, asked: AbortSignal, limit: AbortSignal): Outcome {
  if (asked.aborted) return 'interrupted';
  if (limit.aborted && error === limit.reason) return 'timeout';
  return 'error';
}

/** One run and what it has made so far. */
class Run {
  readonly id: string;
  readonly #options: RunOptions;
  readonly #emit: Emit;
  readonly #signal: AbortSignal;
  readonly #teardown = new Teardown();
  #record: LabRecord;
  #lab: LabProvider | null = null;
  #configured = false;

  constructor(options: RunOptions, emit: Emit, signal: AbortSignal) {
    this.id = `${options.topology.name}-${randomBytes(2).toString('hex')}`;
    this.#options = options;
    this.#emit = emit;
    this.#signal = signal;
    this.#record = {
      id: this.id,
      topology: options.topology,
      provider: options.provider.name,
      owner: ownIdentity,
      startedAt: new Date().toISOString(),
      state: 'starting',
      accelerator: null,
      nodes: [],
    };
  }

  /** All phases up to the verdict. */
  async toVerdict(): Promise<Outcome> {
    const { provider, request, topology, verb } = this.#options;
    const context = { emit: this.#emit, signal: this.#signal };
    const { accelerator } = await runPhase('prepare', context, async (step) => {
      refuseUnfitHost(await provider.checkHost());
      const prepared = await provider.prepare(topology, request, step);
      this.#emit({
        type: 'host',
        host: hostFacts(prepared.version),
        accelerator: prepared.accelerator,
      });
      return prepared;
    });
    const nodes = await runPhase('provide', context, async (step) => {
      const lab = await this.#openLab();
      return provide({
        topology,
        lab,
        context: step,
        onReady: (node) => {
          this.#emit({ type: 'node_ready', node });
        },
        onOpen: (transport) => {
          this.#teardown.add('connection', () => transport.close());
        },
      });
    });
    this.#update({
      accelerator,
      state: 'running',
      nodes: nodes.map(({ running: { name, access, started } }) => ({ name, access, started })),
    });
    await runPhase('configure', context, (step) => configure(nodes, step, accelerator.timeFactor));
    this.#configured = true;
    return verb === 'up' ? 'passed' : this.#check(nodes, accelerator.timeFactor);
  }

  /** True when the lab is to outlive the run: it must be complete for that. */
  keeps(outcome: Outcome): boolean {
    if (!this.#configured || this.#signal.aborted) return false;
    const { keep, verb } = this.#options;
    if (verb === 'up' || keep === 'always') return true;
    return keep === 'on-fail' && outcome !== 'passed';
  }

  /** Removes the lab, or leaves it to later commands. Returns what could not be removed. */
  async end(kept: boolean): Promise<readonly string[]> {
    if (kept) this.#update({ state: 'kept' });
    const context = { emit: this.#emit, signal: new AbortController().signal };
    return runPhase('teardown', context, async () => {
      const left = await this.#teardown.run();
      if (kept || this.#lab === null) return left;
      return [...left, ...(await removeResources(this.id, this.#lab))];
    });
  }

  async #openLab(): Promise<LabProvider> {
    const directory = createLab(this.#record);
    const { id } = this;
    try {
      this.#lab = await this.#options.provider.openLab({
        id,
        directory,
        record: (entry) => {
          recordResource(id, entry);
        },
      });
      return this.#lab;
    } catch (error) {
      await deleteLab(id);
      throw error;
    }
  }

  #update(change: Partial<LabRecord>): void {
    this.#record = { ...this.#record, ...change };
    writeLab(this.#record);
  }

  async #check(nodes: readonly ReadyNode[], timeFactor: number): Promise<Outcome> {
    const lab = this.#lab;
    if (lab === null) throw new Error('checks need a lab');
    const { topology, filter } = this.#options;
    const transports = new Map(nodes.map(({ node, transport }) => [node.name, transport]));
    const context = { emit: this.#emit, signal: this.#signal };
    return runPhase('check', context, async ({ signal }) => {
      const view = labView(transports, lab, timeFactor);
      return judgeRun(
        await runChecks(topology.checks, view, checkOptions(this.#emit, filter, signal)),
      );
    });
  }
}

export function checkOptions(emit: Emit, filter: string | null, signal: AbortSignal) {
  return {
    signal,
    filter,
    onStarted: (id: string, title: string): void => {
      emit({ type: 'case_started', id, title });
    },
    onFinished: (result: CaseResult): void => {
      emit({ type: 'case_finished', result });
    },
  };
}

function refuseUnfitHost(problems: readonly HostProblem[]): void {
  const [first, ...others] = problems;
  if (first === undefined) return;
  const lines = [first, ...others].map(({ problem, remedy }) => `${problem}: ${remedy}`);
  throw new HarnessError(`this host lacks what QEMU labs need:\n${lines.join('\n')}`, {
    remedy: 'run `npx wirelab doctor`',
  });
}
