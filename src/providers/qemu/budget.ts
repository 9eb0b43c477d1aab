import { freemem, totalmem } from 'node:os';
import { readFileSync } from 'node:fs';
import type { Site } from '../../inventory/inventory.ts';
import { HarnessError } from '../../lib/errors.ts';
import type { Node } from '../../topology/model.ts';

/** What wirelab and QEMU need beside the nodes' own memory, in MiB. */
const reserveMib = 256;

/**
 * Refuses a lab that the site's budget or the host's free memory cannot hold.
 * @throws HarnessError
 */
export function checkBudget(nodes: readonly Node[], site: Site): void {
  const neededMib = nodes.reduce((sum, { kind }) => sum + kind.memoryMib, 0);
  const cpus = nodes.reduce((sum, { kind }) => sum + kind.cpus, 0);
  if (site.cpus !== null && cpus > site.cpus) {
    throw new HarnessError(`the nodes want ${cpus} cpus; the site lends ${site.cpus}`, {
      remedy: 'raise `cpus` in inventory/site.yaml, or use smaller node kinds',
    });
  }
  const lentMib = site.memoryMib ?? totalmem() / 2 ** 20;
  const spareMib = Math.floor(Math.min(lentMib, availableMib() - reserveMib));
  if (neededMib > spareMib) {
    throw new HarnessError(`the nodes want ${neededMib} MiB of memory; ${spareMib} MiB are there`, {
      remedy: 'end other labs (`wirelab status`), or use smaller node kinds',
    });
  }
}

/** Memory that can be had without swapping: `MemAvailable` of proc_meminfo(5). */
function availableMib(): number {
  const kib = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1];
  return kib === undefined ? freemem() / 2 ** 20 : Number(kib) / 1024;
}
