/** A lab's nodes as machines of Vagrant, its segments as networks of libvirt. */
import { HarnessError } from '../../lib/errors.ts';
import { killProcesses, killProcessesOf, markedProcesses } from '../../lib/marked-processes.ts';
import type { Node } from '../../topology/model.ts';
import { captureOn } from '../lab-network/capture.ts';
import type { LabContext, LabProvider, SegmentTap, SshAccess, StepContext } from '../provider.ts';
import { batches } from './batches.ts';
import { causeOfDeath, removeDomain } from './domains.ts';
import { firstSeenHostKey } from './host-key.ts';
import { identityLines } from './identity.ts';
import { readLabDirectory, vagrantDirectory, writeLabDirectory } from './lab-directory.ts';
import { labFile, type VagrantNode } from './lab-file.ts';
import { bridgeName, domainName, segmentNetworkName } from './names.ts';
import { segmentXml } from './network-xml.ts';
import { addNetwork, removeNetwork } from './networks.ts';
import { addResources, removeResources } from './resources.ts';
import { parseSshConfig, type SshHost } from './ssh-config.ts';
import { vagrant } from './vagrant.ts';
import { namesOf } from './virsh.ts';
import type { LabSources } from './sources.ts';

interface Asked {
  readonly node: Node;
  readonly context: StepContext;
}

/** The lab in this directory; nothing is made. */
export function vagrantLab(lab: LabContext, sources: () => LabSources): LabProvider {
  const directory = vagrantDirectory(lab.directory);
  const nodes = new Map<string, VagrantNode>();
  const segments = new Set<string>();

  /** Starts the machines that do not run yet. */
  async function bringUp(asked: readonly Asked[]): Promise<ReadonlyMap<string, SshHost>> {
    const signal = AbortSignal.any(asked.map(({ context }) => context.signal));
    signal.throwIfAborted();
    const { accelerator, boxOf, adoptionOf } = sources();
    for (const { node } of asked) {
      const made = { box: boxOf(node), adoption: adoptionOf(node), script: null };
      nodes.set(node.name, { node, ...made });
    }
    await writeLabDirectory(
      directory,
      labFile({
        ...{ lab: lab.id, scenario: lab.id, accelerator: accelerator.name },
        segments: [...segments],
        nodes: [...nodes.values()],
      }),
    );
    lab.record({ kind: 'libvirt', name: lab.id });
    const boxes = new Set([...nodes.values()].map(({ box }) => box));
    await addResources(lab.id, [...boxes], signal);
    const names = asked.map(({ node }) => node.name);
    const progress = asked[0]?.context.progress ?? (() => undefined);
    const call = { lab: lab.id, directory, signal };
    const missing = await notRunning(names);
    if (missing.length > 0) {
      const adopts = missing.some((name) => nodes.get(name)?.adoption !== null);
      const provision = adopts ? ['--provision-with', 'adopt'] : ['--no-provision'];
      const words = ['--provider', 'libvirt', ...provision, '--machine-readable'];
      await vagrant(['up', ...missing, ...words], { ...call, progress });
    }
    const hosts = parseSshConfig(await vagrant(['ssh-config', ...names], call));
    progress(`${lab.id}: \`vagrant ssh NODE\` works in ${directory}`);
    return hosts;
  }

  async function notRunning(names: readonly string[]): Promise<readonly string[]> {
    const causes = await Promise.all(names.map((name) => causeOfDeath(domainName(lab.id, name))));
    return names.filter((_, index) => causes[index] !== null);
  }

  async function takeDown(names: readonly string[]): Promise<void> {
    await endVagrant();
    const known = readLabDirectory(directory)?.nodes.map(({ name }) => name) ?? [];
    const doomed = [...new Set(names)].filter((name) => known.includes(name));
    // What vagrant cannot remove is removed below; it may have been killed before it wrote down
    // which machine is its own.
    const refusal = await destroy(doomed).catch((error: unknown) => error);
    try {
      for (const name of doomed) await removeDomain(domainName(lab.id, name));
    } catch (error) {
      throw refusal instanceof HarnessError ? refusal : error;
    }
  }

  /** A `vagrant up` goes on when the wirelab that started it is killed. */
  async function endVagrant(): Promise<void> {
    const own = markedProcesses().filter((each) => each.lab === lab.id);
    const runs = own.filter(({ command }) => /\bvagrant up\b/.test(command));
    await killProcesses(runs.map(({ identity }) => identity));
  }

  async function destroy(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    await vagrant(['destroy', '--force', ...names], { lab: lab.id, directory });
  }

  async function access(node: Node, host: SshHost, signal: AbortSignal): Promise<SshAccess> {
    const box = nodes.get(node.name)?.box;
    const call = { lab: lab.id, directory, signal };
    return {
      kind: 'ssh',
      user: 'root',
      keyFile: host.identityFile,
      hostKey: box?.hostKey ?? (await firstSeenHostKey(node.name, call)),
      proxy: ['socat', '-', `TCP4:${host.hostName}:${host.port}`],
    };
  }

  const up = batches(bringUp);
  const down = batches(takeDown);

  return {
    async createSegment({ name }, { signal }) {
      lab.record({ kind: 'segment', name });
      segments.add(name);
      const network = segmentNetworkName(lab.id, name);
      await addNetwork(network, segmentXml(network), signal);
    },
    removeSegment: (name) => removeNetwork(segmentNetworkName(lab.id, name)),
    async startNode(node, context) {
      context.signal.throwIfAborted();
      lab.record({ kind: 'node', name: node.name });
      const hosts = await up({ node, context });
      const host = hosts.get(node.name);
      if (host === undefined)
        throw new HarnessError(`vagrant does not say how to reach ${node.name}`);
      return {
        name: node.name,
        access: await access(node, host, context.signal),
        started: 'cold boot',
        image: node.kind.image,
        patienceMs: null,
        identity: () => identityLines(lab.id, node),
      };
    },
    removeNode: (name) => down(name),
    async close() {
      const left = await killProcessesOf(lab.id);
      if (left.length > 0) {
        throw new HarnessError(`processes of the lab cannot be ended: ${left.join(', ')}`);
      }
      await takeDown(readLabDirectory(directory)?.nodes.map(({ name }) => name) ?? []);
      await removeResources(lab.id);
    },
    failure: (name) => causeOfDeath(domainName(lab.id, name)),
    ...(process.getuid?.() === 0 ? { captureSegment, tapSegment } : {}),
  };

  async function captureSegment(segment: string, filter: string) {
    const tap = await tapSegment(segment);
    return captureOn(tap, { lab: lab.id, device: tap.device, filter });
  }

  async function tapSegment(segment: string): Promise<SegmentTap> {
    const network = segmentNetworkName(lab.id, segment);
    if (!(await namesOf('network')).has(network)) {
      throw new HarnessError('the network of the lab is gone');
    }
    return { device: bridgeName(network), inside: (argv) => ['env', ...argv] };
  }
}
