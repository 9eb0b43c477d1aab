/** Cables between nodes and segments: a veth pair each. */
import type { Nic } from '../../topology/model.ts';
import type { ProcessIdentity } from '../../lib/process-identity.ts';
import { pidOf } from '../../lib/process-identity.ts';
import type { LabNamespace } from '../lab-network/lab-namespace.ts';
import { bridgeName, deviceName, deviceNames, switchMtu } from '../lab-network/segment.ts';

/** The end of a NIC's cable that is a port of its segment. */
export function portName(node: string, nic: string): string {
  return deviceName(`${node}.${nic}`);
}

/** Plugs a node's NICs in; leaves those that are there alone. @throws HarnessError */
export async function addCables(
  network: LabNamespace,
  node: { readonly name: string; readonly holder: ProcessIdentity },
  nics: readonly Nic[],
): Promise<void> {
  if (nics.length === 0) return;
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
