/** What happens to the cables of segments that are bridges of this host. */
import type { Cable } from '../../topology/faults.ts';
import type { FaultPower } from '../provider.ts';
import type { LabNamespace } from './lab-namespace.ts';
import { portName } from './ports.ts';
import { addBridge, bridgeName, deviceNames, removeDevices } from './segment.ts';

/** No segment has a dot in its name. */
function partName(segment: string, part: number): string {
  return part === 0 ? segment : `${segment}.${part}`;
}

/**
 * Moves the cables of each part to a bridge of its own; the first part stays where captures look.
 * A port that moves forgets what its bridge has learnt of it.
 */
export async function divideSegment(
  namespace: LabNamespace,
  segment: string,
  parts: readonly (readonly Cable[])[],
): Promise<void> {
  const there = await deviceNames(namespace);
  for (const part of parts.keys()) await addBridge(namespace, partName(segment, part));
  const lines = parts.flatMap((cables, part) =>
    cables
      .map(({ node, nic }) => portName(node, nic))
      .filter((port) => there.has(port))
      .map((port) => `link set dev ${port} master ${bridgeName(partName(segment, part))}\n`),
  );
  await namespace.run(['ip', '-batch', '-'], { stdin: lines.join('') });
  const beyond = Array.from({ length: there.size }, (_, index) => parts.length + index);
  await removeDevices(
    namespace,
    beyond.map((part) => bridgeName(partName(segment, part))),
  );
}

/** Where the other end of a cable sees that this one is down: a veth pair. */
export const setPort =
  (namespace: () => LabNamespace): FaultPower['setPlugged'] =>
  async ({ node, nic }, plugged) => {
    const port = portName(node, nic);
    await namespace().run(['ip', 'link', 'set', 'dev', port, plugged ? 'up' : 'down']);
  };
