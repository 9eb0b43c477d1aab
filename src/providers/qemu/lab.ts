/** A lab's nodes and segments on QEMU. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HarnessError } from '../../lib/errors.ts';
import { killProcessesOf } from '../../lib/marked-processes.ts';
import type { Nic, Node } from '../../topology/model.ts';
import type { LabContext, LabProvider } from '../provider.ts';
import { accessTo, mgmtListenAddress } from './access.ts';
import { captureOn } from '../lab-network/capture.ts';
import { identityLines } from './identity.ts';
import type { Image } from './image.ts';
import { findNamespace, type LabNamespace, openNamespace } from '../lab-network/lab-namespace.ts';
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
import { addBridge, bridgeName, removeDevices } from '../lab-network/segment.ts';
import { addTaps, tapName } from './taps.ts';
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
  const tapsFile = (node: string) => join(filesOf(node).directory, 'taps');
  let opening: Promise<LabNamespace> | null = null;

  function namespaceToFill(): Promise<LabNamespace> {
    if (opening === null) {
      lab.record({ kind: 'namespace', name: lab.id });
      opening = openNamespace(lab);
    }
    return opening;
  }

  async function removeFromNamespace(devices: readonly string[]): Promise<void> {
    const namespace = findNamespace(lab.directory);
    if (namespace !== null) await removeDevices(namespace, devices);
  }

  async function launch(
    node: Node,
    { image, shape, template }: NodeSource,
    namespace: LabNamespace,
    signal: AbortSignal,
  ): Promise<void> {
    const files = filesOf(node.name);
    const nics = nicsOf(node);
    const taps = nics.map(({ name }) => tapName(node.name, name));
    await mkdir(files.directory, { recursive: true });
    await writeFile(tapsFile(node.name), taps.join('\n'));
    await addTaps(
      namespace,
      nics.map(({ name, segment }) => ({ name: tapName(node.name, name), segment })),
    );
    const argv = [
      ...machineArguments(shape, image),
      ...(template === null ? ownMemory(shape) : fileMemory(shape, template.memory, 'private')),
      ...mgmtArguments(mgmtListenAddress(node.name)),
      ...tapArguments(taps),
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
    async createSegment({ name }) {
      lab.record({ kind: 'segment', name });
      await addBridge(await namespaceToFill(), name);
    },
    async removeSegment(name) {
      await removeFromNamespace([bridgeName(name)]);
    },
    async startNode(node, { signal }) {
      const source = sourceOf(node);
      lab.record({ kind: 'node', name: node.name });
      const namespace = await namespaceToFill();
      if (runningProcess(filesOf(node.name)) === null) {
        await launch(node, source, namespace, signal);
      }
      return {
        name: node.name,
        access: accessTo(source.image, namespace, mgmtListenAddress(node.name)),
        started: source.template === null ? 'cold boot' : 'restored',
        identity: () => identityLines(lab.id, node, new Date()),
      };
    },
    async removeNode(name) {
      const files = filesOf(name);
      await killMachine(files);
      const taps = await readFile(tapsFile(name), 'utf8').catch(() => '');
      await removeFromNamespace(taps.split('\n'));
      await rm(files.directory, { recursive: true, force: true });
    },
    async close() {
      const left = await killProcessesOf(lab.id);
      if (left.length > 0) {
        throw new HarnessError(`processes of the lab cannot be ended: ${left.join(', ')}`);
      }
    },
    failure: (name) => Promise.resolve(causeOfDeath(filesOf(name))),
    async captureSegment(segment, filter) {
      const namespace = findNamespace(lab.directory);
      if (namespace === null) throw new HarnessError('the network of the lab is gone');
      return captureOn(namespace, { lab: lab.id, device: bridgeName(segment), filter });
    },
    consoleLog: (node) => filesOf(node).console,
  };
}
