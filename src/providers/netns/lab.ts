/** A lab's nodes as namespaces of this host. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pidOf } from '../../lib/process-identity.ts';
import type { Node } from '../../topology/model.ts';
import { labNetwork } from '../lab-network/lab-network.ts';
import { addPorts } from '../lab-network/ports.ts';
import type { LabContext, LabProvider } from '../provider.ts';
import { identityLines } from './identity.ts';
import { endNode, findNode, openNode } from './node-namespace.ts';

/** The lab in this directory. Its namespaces are made with the first thing that goes into them. */
export function netnsLab(lab: LabContext): LabProvider {
  const directoryOf = (node: string) => join(lab.directory, 'nodes', node);
  const network = labNetwork(lab);

  async function start({ name, root }: Node) {
    const namespace = await network.toFill();
    const directory = directoryOf(name);
    const { holder, enter } = await openNode({
      ...{ lab: lab.id, name, directory },
      network: namespace,
    });
    await addPorts(namespace, {
      ...{ node: name, directory },
      nics: root.devices.filter((device) => device.kind === 'nic'),
      creation: (port, nic) => {
        const end = `peer name ${nic.name} address ${nic.mac} netns ${pidOf(holder)}`;
        return `link add name ${port} type veth ${end}`;
      },
    });
    return { kind: 'netns', enter } as const;
  }

  return {
    ...network.members,
    async startNode(node, { signal }) {
      signal.throwIfAborted();
      lab.record({ kind: 'node', name: node.name });
      const access = await start(node);
      return {
        name: node.name,
        access,
        started: 'namespace',
        image: null,
        patienceMs: null,
        identity: identityLines,
      };
    },
    async removeNode(name) {
      // Its namespace would take the cables with it, but some time after its last process.
      await network.unplug(directoryOf(name));
      await endNode(directoryOf(name));
      await rm(directoryOf(name), { recursive: true, force: true });
    },
    faults: {
      ...network.cables,
      ownClocks: false,
      async cutPower(name) {
        // First its cables: a kernel that is alive tells others of its processes' end.
        await network.unplug(directoryOf(name));
        await endNode(directoryOf(name));
      },
    },
    failure: (name) =>
      Promise.resolve(
        findNode(directoryOf(name)) === null ? 'its namespaces are gone' : network.failure(),
      ),
  };
}
