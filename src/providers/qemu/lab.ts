/** A lab's nodes and segments on QEMU. */
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HarnessError } from '../../lib/errors.ts';
import type { Nic, Node } from '../../topology/model.ts';
import type { LabContext, LabProvider } from '../provider.ts';
import { accessTo, mgmtListenAddress } from './access.ts';
import { identityLines } from './identity.ts';
import type { Image } from './image.ts';
import type { LabNamespace } from '../lab-network/lab-namespace.ts';
import { labNetwork } from '../lab-network/lab-network.ts';
import { addPorts, portName } from '../lab-network/ports.ts';
import {
  fileMemory,
  machineArguments,
  type MachineShape,
  mgmtArguments,
  ownMemory,
  tapArguments,
} from './machine-arguments.ts';
import {
  causeOfDeath,
  killMachine,
  machineFiles,
  runningProcess,
  startMachine,
} from './machine.ts';
import { resumeState } from './saved-state.ts';
import type { Template } from './template.ts';

/** What a node is made from. */
export interface NodeSource {
  readonly image: Image;
  readonly shape: MachineShape;
  /** Null boots the node. */
  readonly template: Template | null;
}

export function nicsOf(node: Node): readonly Nic[] {
  return node.root.devices.filter((device) => device.kind === 'nic');
}

function startError(node: string, template: Template | null, cause: HarnessError): HarnessError {
  const remedy =
    template === null
      ? 'run `npx wirelab doctor`'
      : `if it happens again, remove the template; it is made anew: rm -r ${dirname(template.state)}`;
  return new HarnessError(`${node} could not be started: ${cause.message}`, { remedy, cause });
}

/** The lab in this directory. Its namespace is made with the first thing that goes into it. */
export function qemuLab(lab: LabContext, sourceOf: (node: Node) => NodeSource): LabProvider {
  const filesOf = (node: string) => machineFiles(join(lab.directory, 'nodes', node));
  const network = labNetwork(lab);

  async function launch(
    node: Node,
    { image, shape, template }: NodeSource,
    namespace: LabNamespace,
    signal: AbortSignal,
  ): Promise<void> {
    const files = filesOf(node.name);
    const nics = nicsOf(node);
    await addPorts(namespace, {
      ...{ node: node.name, directory: files.directory, nics },
      creation: (port) => `tuntap add dev ${port} mode tap`,
    });
    const argv = [
      ...machineArguments(shape, image),
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
      throw startError(node.name, template, error);
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
      }
      return {
        name: node.name,
        access: accessTo(source.image, namespace, mgmtListenAddress(node.name)),
        started: source.template === null ? 'cold boot' : 'restored',
        image: node.kind.image,
        identity: () => identityLines(lab.id, node, { now: new Date(), seed: randomBytes(32) }),
      };
    },
    async removeNode(name) {
      const files = filesOf(name);
      await killMachine(files);
      await network.unplug(files.directory);
      await rm(files.directory, { recursive: true, force: true });
    },
    failure: (name) => Promise.resolve(causeOfDeath(filesOf(name))),
    consoleLog: (node) => filesOf(node).console,
  };
}
