import type { Inventory } from '../../inventory/inventory.ts';
import type { Step, Topology } from '../../topology/topology.ts';
import type { HostProblem, Provider } from '../provider.ts';
import { hostProblems } from './host-check.ts';
import { vagrantLab } from './lab.ts';
import { findSources, type LabSources } from './sources.ts';
import { sweepPacking } from './sweep.ts';
import { libvirtVersion } from './version.ts';

/** Vagrant's machines and their cables are left as they were made. */
function faultProblem({ name, faults }: Step): readonly HostProblem[] {
  if (faults.length === 0) return [];
  const problem = `no faults can be played with Vagrant (step "${name ?? ''}")`;
  return [{ problem, remedy: 'use --provider qemu' }];
}

/** Nodes as machines of vagrant-libvirt, segments as isolated networks of libvirt. */
export function vagrantProvider(inventory: Inventory): Provider {
  /** Filled by `prepare`. */
  let sources: LabSources | null = null;

  return {
    name: 'vagrant',
    checkHost: hostProblems,
    lacks: ({ steps }) => Promise.resolve(steps.flatMap(faultProblem)),

    async prepare({ nodes }: Topology, request, context) {
      sources = await findSources(nodes, inventory, request, context);
      const version = await libvirtVersion(context.signal);
      return { accelerator: sources.accelerator, version, caveat: null };
    },

    openLab: (lab) =>
      vagrantLab(lab, () => {
        if (sources === null) throw new Error('no node was prepared');
        return sources;
      }),

    sweep: sweepPacking,
  };
}
