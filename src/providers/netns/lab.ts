/** A lab's nodes as namespaces of this host. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HarnessError } from '../../lib/errors.ts';
import { killProcessesOf } from '../../lib/marked-processes.ts';
import type { Node } from '../../topology/model.ts';
import { captureOn } from '../lab-network/capture.ts';
import { findNamespace, type LabNamespace, openNamespace } from '../lab-network/lab-namespace.ts';
import { addBridge, bridgeName, removeDevices } from '../lab-network/segment.ts';
import type { LabContext, LabProvider } from '../provider.ts';
import { addCables, removeCables } from './cables.ts';
import { identityLines } from './identity.ts';
import { endNode, findNode, openNode } from './node-namespace.ts';

/** The lab in this directory. Its namespaces are made with the first thing that goes into them. */
export function netnsLab(lab: LabContext): LabProvider {
  const directoryOf = (node: string) => join(lab.directory, 'nodes', node);
  let opening: Promise<LabNamespace> | null = null;

  function networkToFill(): Promise<LabNamespace> {
    if (opening === null) {
      lab.record({ kind: 'namespace', name: lab.id });
      opening = openNamespace(lab);
    }
    return opening;
  }

  async function start(node: Node) {
    const network = await networkToFill();
    const { name } = node;
    const { holder, enter } = await openNode({
      lab: lab.id,
      name,
      directory: directoryOf(name),
      network,
    });
    const nics = node.root.devices.filter((device) => device.kind === 'nic');
    await addCables(network, { name, holder, directory: directoryOf(name) }, nics);
    return { kind: 'netns', enter } as const;
  }

  return {
    async createSegment({ name }) {
      lab.record({ kind: 'segment', name });
      await addBridge(await networkToFill(), name);
    },
    async removeSegment(name) {
      const network = findNamespace(lab.directory);
      if (network !== null) await removeDevices(network, [bridgeName(name)]);
    },
    async startNode(node, { signal }) {
      signal.throwIfAborted();
      lab.record({ kind: 'node', name: node.name });
      const access = await start(node);
      return { name: node.name, access, started: 'namespace', identity: identityLines };
    },
    async removeNode(name) {
      const network = findNamespace(lab.directory);
      if (network !== null) await removeCables(network, directoryOf(name));
      await endNode(directoryOf(name));
      await rm(directoryOf(name), { recursive: true, force: true });
    },
    async close() {
      const left = await killProcessesOf(lab.id);
      if (left.length > 0) {
        throw new HarnessError(`processes of the lab cannot be ended: ${left.join(', ')}`);
      }
    },
    failure: (name) =>
      Promise.resolve(findNode(directoryOf(name)) === null ? 'its namespaces are gone' : null),
    async captureSegment(segment, filter) {
      const network = findNamespace(lab.directory);
      if (network === null) throw new HarnessError('the network of the lab is gone');
      return captureOn(network, { lab: lab.id, device: bridgeName(segment), filter });
    },
  };
}
