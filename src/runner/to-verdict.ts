import type { HostProblem, Prepared, StepContext } from '../providers/provider.ts';
import { cleanUpAfterOthers } from './clean.ts';
import { configure } from './configure.ts';
import type { Outcome } from './events.ts';
import { hostFacts } from './host-facts.ts';
import { judgeRun } from './judge-run.ts';
import type { OwnLab } from './own-lab.ts';
import { type Emit, runPhase, type Watch } from './phase.ts';
import { playSteps } from './play-steps.ts';
import { provide, type ReadyNode } from './provide.ts';
import { refuseUnfitHost } from './refuse-unfit-host.ts';
import type { FlightRecorder } from './recorder/flight-recorder.ts';
import type { RunOptions } from './run-options.ts';
import { skipAll } from './skip-all.ts';
import { hostLacks, unsupportedError } from './unsupported.ts';

/**
 * All phases of a run up to the verdict. The lab stands then.
 * @throws HarnessError, StateMismatch, Failures
 * @throws the signal's reason
 */
export async function toVerdict(
  options: RunOptions,
  { own, recorder }: { readonly own: OwnLab; readonly recorder: FlightRecorder },
  { emit, signal }: Watch,
): Promise<Outcome> {
  const { topology, verb, filter, until, work } = options;
  const watch = { emit, signal };
  const prepared = await runPhase('prepare', watch, (step) => prepare(options, emit, step));
  if ('lacks' in prepared) {
    await runPhase('check', watch, () => skipAll(topology.steps, prepared.lacks, emit));
    return 'skipped';
  }
  const timeFactor = prepared.accelerator?.timeFactor ?? 1;
  const lab = await own.open(prepared);
  const nodes = await runPhase('provide', watch, (context) =>
    provide({
      topology,
      lab,
      context,
      onReady: (node) => {
        emit({ type: 'node_ready', node });
      },
      onOpen: (transport) => {
        own.addConnection(transport);
      },
    }),
  );
  own.complete(nodes);
  await runPhase('configure', watch, async (context) => {
    // It is ready long before the nodes are.
    await Promise.all([recorder.start(lab), configure(nodes, context, timeFactor)]);
  });
  const onCrash = (node: string) => {
    own.crashed(node);
  };
  const onBooted = (node: ReadyNode) => {
    own.addConnection(node.transport);
    own.rejoined(node);
  };
  const connected = { lab, transports: transportsOf(nodes), timeFactor, onCrash, onBooted };
  if (work !== undefined) {
    return runPhase('check', watch, (context) => work(connected, context));
  }
  const steps = until === null ? topology.steps : topology.steps.slice(0, until + 1);
  const judging = verb === 'run';
  if (!judging && until === null) return 'passed';
  const onReached = (step: number) => {
    own.reached(step);
  };
  const play = { steps, filter, judging, onReached };
  const results = await runPhase('check', watch, (context) =>
    playSteps(play, connected, emit, context),
  );
  return judging ? judgeRun(results) : 'passed';
}

/** What this host lacks, when the scenario is to be left out for that. */
interface Unsupported {
  readonly lacks: readonly HostProblem[];
}

async function prepare(
  { provider, request, topology, skipUnsupported }: RunOptions,
  emit: Emit,
  step: StepContext,
): Promise<Prepared | Unsupported> {
  await refuseUnfitHost(provider);
  await cleanUpAfterOthers(provider, step);
  const lacks = await hostLacks(topology, provider, step.signal);
  if (lacks.length > 0) {
    if (skipUnsupported) return { lacks };
    throw unsupportedError(topology.name, lacks);
  }
  const prepared = await provider.prepare(topology, request, step);
  const { version, accelerator, caveat } = prepared;
  emit({ type: 'host', host: hostFacts(version), accelerator, caveat });
  return prepared;
}

function transportsOf(nodes: readonly ReadyNode[]) {
  return new Map(nodes.map(({ node, transport }) => [node.name, transport]));
}
