/** What wirelab tells the Vagrantfile about a lab. */
import { join } from 'node:path';
import type { Node } from '../../topology/model.ts';
import type { Accelerator } from '../provider.ts';
import { cpuModel, mgmtSlot, nicSlot } from '../qemu/machine-arguments.ts';
import { nicsOf } from '../qemu/lab.ts';
import { bootVolumes, type Box } from './box.ts';
import {
  domainName,
  mgmtNetworkName,
  mgmtSubnet,
  namePrefix,
  poolName,
  poolPath,
  segmentNetworkName,
} from './names.ts';

/** A node with what it is made from. */
export interface VagrantNode {
  readonly node: Node;
  readonly box: Box;
  /** Shell script that makes a node of the machine, before it boots again; null when it is one. */
  readonly adoption: string | null;
  /** Shell script that makes the machine this node; null when wirelab does that itself. */
  readonly script: string | null;
}

/** The file that the Vagrantfile reads; its keys are part of that file. */
export interface LabFile {
  readonly lab: string;
  /** The scenario's name. */
  readonly scenario: string;
  /** The storage pool, its network for SSH, and what the names of its machines begin with. */
  readonly pool: string;
  readonly prefix: string;
  readonly mgmt: { readonly network: string; readonly address: string; readonly slot: string };
  /** Names of the networks that segments are. */
  readonly segments: readonly string[];
  readonly accelerator: Accelerator['name'];
  /** Model of an emulated processor, as QEMU has it. */
  readonly cpu: string;
  readonly nodes: readonly NodeEntry[];
}

interface NodeEntry {
  readonly name: string;
  /** The machine's name in libvirt. */
  readonly domain: string;
  readonly box: string;
  /** What it boots, in the lab's pool; null where its disk has a boot loader. */
  readonly boot: { readonly kernel: string; readonly initrd: string } | null;
  readonly cpus: number;
  readonly memory_mib: number;
  readonly nics: readonly {
    readonly network: string;
    readonly mac: string;
    /** Of the PCI bus, by which the node finds the NIC. */
    readonly slot: string;
  }[];
  readonly adoption: string | null;
  readonly script: string | null;
}

export function labFile(spec: {
  readonly lab: string;
  readonly scenario: string;
  readonly segments: readonly string[];
  readonly accelerator: Accelerator['name'];
  readonly nodes: readonly VagrantNode[];
}): LabFile {
  const { lab, scenario, segments, accelerator } = spec;
  const { network, prefixLength } = mgmtSubnet(lab);
  return {
    lab,
    scenario,
    pool: poolName(lab),
    prefix: namePrefix(lab),
    mgmt: {
      network: mgmtNetworkName(lab),
      address: `${network}/${prefixLength}`,
      slot: slotText(mgmtSlot),
    },
    segments: segments.map((segment) => segmentNetworkName(lab, segment)),
    accelerator,
    cpu: cpuModel[accelerator],
    nodes: spec.nodes.map((node) => nodeEntry(lab, node)),
  };
}

function nodeEntry(lab: string, { node, box, adoption, script }: VagrantNode): NodeEntry {
  return {
    name: node.name,
    domain: domainName(lab, node.name),
    box: box.name,
    boot: bootOf(lab, box),
    cpus: node.kind.cpus,
    memory_mib: node.kind.memoryMib,
    nics: nicsOf(node).map(({ segment, mac }, index) => ({
      network: segmentNetworkName(lab, segment),
      mac,
      slot: slotText(nicSlot(index)),
    })),
    adoption,
    script,
  };
}

function bootOf(lab: string, box: Box): NodeEntry['boot'] {
  const [kernel, initrd] = bootVolumes(box).map(({ volume }) => join(poolPath(lab), volume));
  return kernel === undefined || initrd === undefined ? null : { kernel, initrd };
}

function slotText(slot: number): string {
  return `0x${slot.toString(16).padStart(2, '0')}`;
}
