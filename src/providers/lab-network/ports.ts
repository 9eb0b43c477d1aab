/** The ports of segments that a node's NICs are plugged into. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Nic } from '../../topology/model.ts';
import type { LabNamespace } from './lab-namespace.ts';
import { bridgeName, deviceName, deviceNames, removeDevices, switchMtu } from './segment.ts';

/** The device in the lab's namespace that stands for a node's NIC. */
export function portName(node: string, nic: string): string {
  return deviceName(`${node}.${nic}`);
}

const portsFile = 'ports';

/** A node to plug in. */
export interface Plug {
  readonly node: string;
  /** Where the node's files are kept. */
  readonly directory: string;
  readonly nics: readonly Nic[];
  /** What ip-link(8) or ip-tuntap(8) make a port by, as a line of `ip -batch`. */
  readonly creation: (port: string, nic: Nic) => string;
}

/**
 * Plugs a node in, a port for each NIC in the given order; leaves ports that are there alone.
 * @throws HarnessError
 */
export async function addPorts(
  namespace: LabNamespace,
  { node, directory, nics, creation }: Plug,
): Promise<void> {
  if (nics.length === 0) return;
  const ports = nics.map((nic) => ({ nic, name: portName(node, nic.name) }));
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFile(join(directory, portsFile), ports.map(({ name }) => name).join('\n'));
  const there = await deviceNames(namespace);
  const lines = ports.flatMap(({ nic, name }) => [
    ...(there.has(name) ? [] : [creation(name, nic)]),
    `link set dev ${name} mtu ${switchMtu} master ${bridgeName(nic.segment)} up`,
  ]);
  await namespace.run(['ip', '-batch', '-'], { stdin: `${lines.join('\n')}\n` });
}

/** Removes the ports of the node whose files are kept in this directory. @throws HarnessError */
export async function removePorts(namespace: LabNamespace, directory: string): Promise<void> {
  await removeDevices(namespace, await portsOf(directory));
}

/** The ports of the node whose files are kept in this directory, in the order of its NICs. */
export async function portsOf(directory: string): Promise<readonly string[]> {
  const ports = await readFile(join(directory, portsFile), 'utf8').catch(() => '');
  return ports.split('\n');
}
