import type { Inventory } from '../../inventory/inventory.ts';
import type { Topology } from '../../topology/topology.ts';
import type { Provider } from '../provider.ts';
import { hostProblems } from './host-check.ts';
import { vagrantLab } from './lab.ts';
import { findSources, type LabSources } from './sources.ts';
import { sweepPacking } from './sweep.ts';
import { libvirtVersion } from './version.ts';

/** Nodes as machines of vagrant-libvirt, segments as isolated networks of libvirt. */
export function vagrantProvider(inventory: Inventory): Provider {
  /** Filled by `prepare`. */
  let sources: LabSources | null = null;

  return {
    name: 'vagrant',
    checkHost: hostProblems,

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
