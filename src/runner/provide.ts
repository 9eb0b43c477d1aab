/** Makes a lab's segments and nodes, and connects to each node. */
import { setMaxListeners } from 'node:events';
import type { LabProvider, RunningNode, StepContext } from '../providers/provider.ts';
import type { Node } from '../topology/model.ts';
import type { Topology } from '../topology/topology.ts';
import { openTransport } from '../transport/open.ts';
import type { Transport } from '../transport/transport.ts';
import { allAtOnce } from './all-at-once.ts';
import type { NodeFacts } from './events.ts';

/** Prints the running kernel's release by built-ins of the shell: processes start slowly there. */
const sayKernel = 'read -r _ _ release _ </proc/version && echo "$release"';

/** A node that answers. */
export interface ReadyNode {
  readonly node: Node;
  readonly running: RunningNode;
  readonly transport: Transport;
}

/** A node may take this long to answer its first command, unless its provider says otherwise. */
const readyDeadlineMs = 240_000;

export interface ProvideOptions {
  readonly topology: Topology;
  readonly lab: LabProvider;
  readonly context: StepContext;
  readonly onReady: (facts: NodeFacts) => void;
  /** Told of every open transport, also when another node fails. */
  readonly onOpen: (transport: Transport) => void;
}

/**
 * All nodes start at once. The first that fails ends the start of the others, which could take
 * minutes.
 * @throws HarnessError, Failures
 * @throws the signal's reason
 */
export async function provide(options: ProvideOptions): Promise<readonly ReadyNode[]> {
  const { topology, lab, context } = options;
  for (const segment of topology.segments) {
    context.signal.throwIfAborted();
    await lab.createSegment(segment, context);
  }
  const failing = new AbortController();
  const signal = AbortSignal.any([context.signal, failing.signal]);
  setMaxListeners(0, signal);
  return allAtOnce(topology.nodes, async (node) => {
    try {
      return await provideNode(node, { ...options, context: { ...context, signal } });
    } catch (error) {
      failing.abort(error);
      throw error;
    }
  });
}

/** Starts a node and connects to it. @throws HarnessError */
export async function provideNode(
  node: Node,
  options: Omit<ProvideOptions, 'topology'>,
): Promise<ReadyNode> {
  const { lab, context } = options;
  const startedAt = performance.now();
  const running = await lab.startNode(node, context);
  let kernel = '';
  const transport = await openTransport(running.access, {
    ...context,
    greeting: {
      line: sayKernel,
      onAnswer: (stdout) => {
        kernel = stdout.trim();
      },
    },
    node: node.name,
    deadlineMs: running.patienceMs ?? readyDeadlineMs,
    alive: async () => lab.whySilent?.(node.name) ?? lab.failure(node.name),
  });
  options.onOpen(transport);
  const readyMs = Math.round(performance.now() - startedAt);
  context.progress(`${node.name} answers after ${(readyMs / 1000).toFixed(1)} s`);
  const { started, image } = running;
  options.onReady({ name: node.name, image, kernel, started, readyMs });
  return { node, running, transport };
}
