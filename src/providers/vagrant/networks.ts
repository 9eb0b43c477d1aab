import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HarnessError } from '../../lib/errors.ts';
import { namesOf, virsh } from './virsh.ts';

/** Defines a network and starts it; leaves one that is there alone. @throws HarnessError */
export async function addNetwork(name: string, xml: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (!(await namesOf('network')).has(name)) {
    await define(xml);
  }
  if (await isActive(name)) return;
  try {
    await virsh(['net-start', name]);
  } catch (error) {
    throw new HarnessError(error instanceof Error ? error.message : String(error), {
      remedy: 'if the network is already in use, run it again: each lab has another',
      cause: error,
    });
  }
}

/** virsh reads files only, and not from a pipe of Node, which is a socket. */
async function define(xml: string): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'wirelab-network-'));
  try {
    await writeFile(join(directory, 'network.xml'), xml);
    await virsh(['net-define', join(directory, 'network.xml')]);
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function isActive(name: string): Promise<boolean> {
  return /^Active:\s+yes$/m.test(await virsh(['net-info', name]));
}

/** Removes a network if it is there. @throws HarnessError */
export async function removeNetwork(name: string): Promise<void> {
  if (!(await namesOf('network')).has(name)) return;
  if (await isActive(name)) await virsh(['net-destroy', name]);
  await virsh(['net-undefine', name]);
}
