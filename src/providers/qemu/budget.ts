import type { Site } from '../../inventory/inventory.ts';
import type { HostMemory } from '../../lib/host-memory.ts';
import type { Node } from '../../topology/model.ts';
import type { HostProblem } from '../provider.ts';

/** What wirelab and QEMU need beside the nodes' own memory, in MiB. */
const reserveMib = 256;

/** Why the site's budget or the host's memory cannot hold these nodes; null when they can. */
export function budgetProblem(
  nodes: readonly Pick<Node, 'kind'>[],
  site: Site,
  host: HostMemory,
): HostProblem | null {
  const neededMib = nodes.reduce((sum, { kind }) => sum + kind.memoryMib, 0);
  const cpus = nodes.reduce((sum, { kind }) => sum + kind.cpus, 0);
  if (site.cpus !== null && cpus > site.cpus) {
    return {
      problem: `the nodes want ${cpus} cpus; the site lends ${site.cpus}`,
      remedy: 'raise `cpus` in inventory/site.yaml, or use smaller node kinds',
    };
  }
  if (site.memoryMib !== null && neededMib > site.memoryMib) {
    return {
      problem: `the nodes want ${neededMib} MiB of memory; the site lends ${site.memoryMib} MiB`,
      remedy: 'raise `memory` in inventory/site.yaml, or use smaller node kinds',
    };
  }
  const spareMib = Math.max(0, Math.floor(host.availableMib - reserveMib));
  if (neededMib <= spareMib) return null;
  return {
    problem: `the nodes want ${neededMib} MiB of memory; ${spareMib} of ${Math.floor(host.totalMib)} MiB are free`,
    remedy: 'end other labs (`npx wirelab status`) or programs, or use smaller node kinds',
  };
}
