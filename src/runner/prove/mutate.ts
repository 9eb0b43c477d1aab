/** Brings a node into the state of a mutant, and back. */
import { compileNode } from '../../compile/node.ts';
import { compileChange } from '../../compile/change/change.ts';
import { renderTolerantly } from '../../compile/tolerant.ts';
import { HarnessError } from '../../lib/errors.ts';
import { poll } from '../../lib/poll.ts';
import type { Node } from '../../topology/model.ts';
import type { Transport } from '../../transport/transport.ts';
import { isSameState, type NodeState, stateAfter, stateDifference } from './node-state.ts';
import { Spent } from './spent.ts';

/** A node as it stands in the step, with the state that it was seen in. */
export interface Stand {
  readonly node: Node;
  readonly state: NodeState;
  readonly transport: Transport;
  readonly timeFactor: number;
  readonly signal: AbortSignal;
}

const TIMEOUT_MS = 120_000;
/** Carriers come up and daemons attach within this. */
const SETTLE_MS = 4000;

/** What the kernel refuses is part of the mutant. @throws HarnessError */
export async function mutate({ node, transport, signal }: Stand, mutated: Node): Promise<void> {
  const change = compileChange(node, mutated);
  if (change === null) return;
  const stdin = renderTolerantly(change.steps);
  const { timedOut } = await transport.exec(['sh', '-s'], { stdin, timeoutMs: TIMEOUT_MS, signal });
  if (timedOut) throw new HarnessError(`${node.name} could not be changed in time`);
}

/** Whether the node is in the state that it was in before. @throws HarnessError */
export async function isUnchanged({ node, state, transport, signal }: Stand): Promise<boolean> {
  return isSameState(state, await stateAfter(':', node, transport, signal));
}

/**
 * Brings the node back to the state that it was in: by the reverse change, or else by configuring it
 * anew. @throws Spent when neither does
 */
export async function restore(stand: Stand, mutated: Node): Promise<void> {
  const { node } = stand;
  const back = compileChange(mutated, node, { mayLack: true });
  if (back !== null && (await comesTo(stand, renderTolerantly(back.steps)))) return;
  await rebuild(stand);
}

/** Configures the node anew. @throws Spent when it is not what it was then */
export async function rebuild(stand: Stand): Promise<void> {
  const { node, transport, signal, state } = stand;
  const { steps } = compileNode(node);
  if (await comesTo(stand, renderTolerantly(steps))) return;
  const is = await stateAfter(':', node, transport, signal);
  throw new Spent(
    `${node.name} is not what it was before a mutant:\n${stateDifference(node.name, state, is)}`,
  );
}

/** Whether the script leads to the state that the node was in before. */
async function comesTo(stand: Stand, script: string): Promise<boolean> {
  const { node, state, transport, timeFactor, signal } = stand;
  const { value } = await poll(
    async ({ number }) => {
      const is = await stateAfter(number === 1 ? script : ':', node, transport, signal);
      return isSameState(state, is) ? true : null;
    },
    { signal, deadlineMs: SETTLE_MS * timeFactor, firstPauseMs: 50, maxPauseMs: 500 },
  );
  return value === true;
}
