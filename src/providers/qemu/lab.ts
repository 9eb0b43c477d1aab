/** A lab's nodes and segments on QEMU. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HarnessError } from '../../lib/errors.ts';
import { endProcesses, killProcesses, markedProcesses } from '../../lib/marked-processes.ts';
import type { Nic, Node } from '../../topology/model.ts';
import type { LabContext, LabProvider, RunningNode, StepContext } from '../provider.ts';
import { accessTo, mgmtListenAddress } from './access.ts';
import { captureOn } from './capture.ts';
import { identityLines } from './identity.ts';
import type { Image } from './image.ts';
import type { LabNamespace } from './lab-namespace.ts';
import { causeOfDeath, killMachine, machineFiles, startMachine } from './machine.ts';
import {
  fileMemory,
  machineArguments,
  type MachineShape,
  mgmtArguments,
  ownMemory,
  tapArguments,
} from './machine-arguments.ts';
import { resumeState } from './saved-state.ts';
import { addBridge, addTaps, bridgeName, removeDevices, tapName } from './switches.ts';
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

export function qemuLab(
  lab: LabContext,
  namespace: LabNamespace,
  sourceOf: (node: Node) => NodeSource,
): LabProvider {
  const filesOf = (node: string) => machineFiles(join(lab.directory, 'nodes', node));
  const tapsFile = (node: string) => join(filesOf(node).directory, 'taps');

  async function launch(
    node: Node,
    { image, shape, template }: NodeSource,
    signal: AbortSignal,
  ): Promise<void> {
    const files = filesOf(node.name);
    const taps = nicsOf(node).map(({ name }) => tapName(node.name, name));
    const argv = [
      ...machineArguments(shape, image),
      ...(template === null ? ownMemory(shape) : fileMemory(shape, template.memory, 'private')),
      ...mgmtArguments(mgmtListenAddress(node.name)),
      ...tapArguments(taps),
      ...(template === null ? [] : ['-incoming', 'defer', '-S']),
    ];
    const { qmp } = await startMachine({ lab: lab.id, namespace, files, argv }, signal);
    try {
      await writeFile(tapsFile(node.name), taps.join('\n'));
      if (template !== null) await resumeState(qmp, template.state, signal);
    } finally {
      qmp.close();
    }
  }

  return {
    async createSegment({ name }) {
      lab.record({ kind: 'segment', name });
      await addBridge(namespace, name);
    },
    async removeSegment(name) {
      await removeDevices(namespace, [bridgeName(name)]);
    },
    async startNode(node, { signal }: StepContext): Promise<RunningNode> {
      const source = sourceOf(node);
      lab.record({ kind: 'node', name: node.name });
      if (causeOfDeath(filesOf(node.name)) !== null) {
        const taps = nicsOf(node).map(({ name, segment }) => ({
          name: tapName(node.name, name),
          segment,
        }));
        await addTaps(namespace, taps);
        await launch(node, source, signal);
      }
      return {
        name: node.name,
        access: accessTo(source.image, namespace, mgmtListenAddress(node.name)),
        started: source.template === null ? 'cold boot' : 'restored',
        identity: identityLines(lab.id, node, new Date()),
      };
    },
    async removeNode(name) {
      const files = filesOf(name);
      await killMachine(files);
      const taps = await readFile(tapsFile(name), 'utf8').catch(() => '');
      await removeDevices(namespace, taps.split('\n'));
      await rm(files.directory, { recursive: true, force: true });
    },
    async close() {
      const own = markedProcesses().filter((process) => process.lab === lab.id);
      const left = [
        ...(await killProcesses(own.map(({ identity }) => identity))),
        ...(await endProcesses([namespace.holder])),
      ];
      if (left.length > 0) {
        throw new HarnessError(`processes of the lab cannot be ended: ${left.join(', ')}`);
      }
    },
    failure: (name) => Promise.resolve(causeOfDeath(filesOf(name))),
    captureSegment: (segment, filter) =>
      captureOn(namespace, { lab: lab.id, device: bridgeName(segment), filter }),
    consoleLog: (node) => filesOf(node).console,
  };
}
