/** Takes a device down for a moment, and brings it back with all that it has lost. */
import { compileChange } from '../compile/change/change.ts';
import { takenDown } from '../compile/change/taken-down.ts';
import { HarnessError } from '../lib/errors.ts';
import type { KnockOut } from '../topology/checks/parts.ts';
import type { Node } from '../topology/model.ts';
import type { Transport } from '../transport/transport.ts';
import { applyConfig } from './apply.ts';
import { insideEndpoint } from './inside-endpoint.ts';
import { findStrays } from './strays.ts';

interface Options {
  /** The node as it stands. */
  readonly node: Node;
  readonly transport: Transport;
  readonly timeFactor: number;
  readonly signal: AbortSignal;
}

/**
 * Returns what undoes it: it brings the device up and what the kernel has dropped with it back,
 * until the node's state is as it was before. Nothing stops that but the loss of the node.
 * @throws HarnessError
 */
export async function takeDown(
  what: KnockOut,
  { node, transport, timeFactor, signal }: Options,
): Promise<() => Promise<void>> {
  const strays = await findStrays(node, transport, signal);
  const before = takenDown(node, what);
  const restore = async (): Promise<void> => {
    const config = compileChange(before, node);
    if (config === null) return; // It was down all along.
    const change = { node, before, strays, keepsStrays: true, config, script: config.script };
    const undisturbed = { signal: new AbortController().signal, progress: () => undefined };
    await applyConfig({ ...change, transport, timeFactor }, undisturbed);
  };
  const down = insideEndpoint(what, ['ip', 'link', 'set', 'dev', what.device, 'down'], [node]);
  try {
    const { exitCode, stderr } = await transport.exec(down, { signal });
    if (exitCode === 0) return restore;
    throw new HarnessError(`${what.device} of ${node.name} stays up: ${stderr.trim()}`);
  } catch (error) {
    // Nobody knows how far it came; that is no reason to hide why.
    await restore().catch(() => undefined);
    throw error;
  }
}
