/** A lab's nodes and segments on QEMU. */
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HarnessError } from '../../lib/errors.ts';
import type { Nic, Node } from '../../topology/model.ts';
import type { LabContext, LabProvider } from '../provider.ts';
import { accessTo, mgmtListenAddress } from './access.ts';
import { identityLines } from './identity.ts';
import { bootDeadlinesMs } from './image.ts';
import type { LabNamespace } from '../lab-network/lab-namespace.ts';
import { labNetwork } from '../lab-network/lab-network.ts';
import { addPorts, portName, portsOf } from '../lab-network/ports.ts';
import {
  fileMemory,
  machineArguments,
  type MachineShape,
  mgmtArguments,
  netdevName,
  ownMemory,
  tapArguments,
} from './machine-arguments.ts';
import {
  askMachine,
  causeOfDeath,
  killMachine,
  machineFiles,
  runningProcess,
  startMachine,
} from './machine.ts';
import { damageOf, type Origin, troubleWith } from './node-trouble.ts';
import { resumeState } from './saved-state.ts';
import { bootFrom } from './template-files.ts';

/** What a node is made from. */
export interface NodeSource extends Origin {
  readonly shape: MachineShape;
}

export function nicsOf(node: Node): readonly Nic[] {
  return node.root.devices.filter((device) => device.kind === 'nic');
}

async function startError(
  node: string,
  source: NodeSource,
  cause: HarnessError,
): Promise<HarnessError> {
  const damage = await damageOf(source);
  const { message, remedy } = damage ?? cause;
  return new HarnessError(`${node} could not be started: ${message}`, {
    remedy: remedy ?? 'run `npx wirelab doctor`',
    cause,
  });
}

/** The lab in this directory. Its namespace is made with the first thing that goes into it. */
export function qemuLab(lab: LabContext, sourceOf: (node: Node) => NodeSource): LabProvider {
  const filesOf = (node: string) => machineFiles(join(lab.directory, 'nodes', node));
  const network = labNetwork(lab);
  /** Of the nodes that were started here. */
  const troubles = new Map<string, () => Promise<string | null>>();

  function failure(name: string): Promise<string | null> {
    return Promise.resolve(causeOfDeath(filesOf(name)) ?? network.failure());
  }

  async function launch(
    node: Node,
    source: NodeSource,
    namespace: LabNamespace,
    signal: AbortSignal,
  ): Promise<void> {
    const { image, shape, template } = source;
    const files = filesOf(node.name);
    const nics = nicsOf(node);
    await addPorts(namespace, {
      ...{ node: node.name, directory: files.directory, nics },
      creation: (port) => `tuntap add dev ${port} mode tap`,
    });
    const argv = [
      ...machineArguments(shape, template === null ? image.boot : bootFrom(image.boot, template)),
      ...(template === null ? ownMemory(shape) : fileMemory(shape, template.memory, 'private')),
      ...mgmtArguments(mgmtListenAddress(node.name)),
      ...tapArguments(nics.map(({ name }) => portName(node.name, name))),
      ...(template === null ? [] : ['-incoming', 'defer', '-S']),
    ];
    try {
      await startMachine({ lab: lab.id, namespace, files, argv }, signal, async (qmp) => {
        if (template !== null) await resumeState(qmp, template.state, signal);
      });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof HarnessError)) throw error;
      throw await startError(node.name, source, error);
    }
  }

  return {
    ...network.members,
    async startNode(node, { signal }) {
      const source = sourceOf(node);
      lab.record({ kind: 'node', name: node.name });
      const namespace = await network.toFill();
      if (runningProcess(filesOf(node.name)) === null) {
        await launch(node, source, namespace, signal);
        troubles.set(node.name, troubleWith(source, filesOf(node.name)));
      }
      return {
        name: node.name,
        access: accessTo(source.image, namespace, mgmtListenAddress(node.name)),
        started: source.template === null ? 'cold boot' : 'restored',
        image: node.kind.image,
        patienceMs: source.template === null ? bootDeadlinesMs[source.image.kind] : null,
        identity: () => identityLines(lab.id, node, { now: new Date(), seed: randomBytes(32) }),
      };
    },
    async removeNode(name) {
      const files = filesOf(name);
      await killMachine(files);
      await network.unplug(files.directory);
      await rm(files.directory, { recursive: true, force: true });
    },
    failure,
    whySilent: async (name) => (await troubles.get(name)?.()) ?? failure(name),
    faults: {
      ...network.cables,
      ownClocks: true,
      cutPower: (name) => killMachine(filesOf(name)),
      async setPlugged({ node, nic }, plugged) {
        const ports = await portsOf(filesOf(node).directory);
        const name = netdevName(ports.indexOf(portName(node, nic)));
        await askMachine(filesOf(node), (qmp) => qmp.execute('set_link', { name, up: plugged }));
      },
    },
    consoleLog: (node) => filesOf(node).console,
  };
}
