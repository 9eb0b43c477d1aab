/** Cables between nodes and segments: a veth pair each. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Nic } from '../../topology/model.ts';
import type { ProcessIdentity } from '../../lib/process-identity.ts';
import { pidOf } from '../../lib/process-identity.ts';
import type { LabNamespace } from '../lab-network/lab-namespace.ts';
import {
  bridgeName,
  deviceName,
  deviceNames,
  removeDevices,
  switchMtu,
} from '../lab-network/segment.ts';

const portsFile = 'ports';

/** The end of a NIC's cable that is a port of its segment. */
function portName(node: string, nic: string): string {
  return deviceName(`${node}.${nic}`);
}

/** Plugs a node's NICs in; leaves those that are there alone. @throws HarnessError */
export async function addCables(
  network: LabNamespace,
  node: { readonly name: string; readonly holder: ProcessIdentity; readonly directory: string },
  nics: readonly Nic[],
): Promise<void> {
  if (nics.length === 0) return;
  const ports = nics.map(({ name }) => portName(node.name, name));
  await writeFile(join(node.directory, portsFile), ports.join('\n'));
  const there = await deviceNames(network);
  const lines = nics.flatMap(({ name, mac, segment }) => {
    const port = portName(node.name, name);
    const end = `peer name ${name} address ${mac} netns ${pidOf(node.holder)}`;
    return [
      ...(there.has(port) ? [] : [`link add name ${port} mtu ${switchMtu} type veth ${end}`]),
      `link set dev ${port} master ${bridgeName(segment)} up`,
    ];
  });
  await network.run(['ip', '-batch', '-'], { stdin: `${lines.join('\n')}\n` });
}

/**
 * Unplugs the node whose files lie in this directory. Its namespace would take the cables with it, but
 * some time after its last process.
 */
export async function removeCables(network: LabNamespace, directory: string): Promise<void> {
  const ports = await readFile(join(directory, portsFile), 'utf8').catch(() => '');
  await removeDevices(network, ports.split('\n'));
}
