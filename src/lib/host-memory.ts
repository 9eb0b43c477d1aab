import { readFileSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';

/** Memory of a host. */
export interface HostMemory {
  readonly totalMib: number;
  /** What can be had without swapping. */
  readonly availableMib: number;
}

/** `MemAvailable` of proc_meminfo(5). */
export function hostMemory(): HostMemory {
  const kib = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1];
  const availableMib = kib === undefined ? freemem() / 2 ** 20 : Number(kib) / 1024;
  return { totalMib: totalmem() / 2 ** 20, availableMib };
}
