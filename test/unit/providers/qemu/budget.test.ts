import { expect, test } from 'vitest';
import { hostMemory } from '../../../../src/lib/host-memory.ts';
import { budgetProblem } from '../../../../src/providers/qemu/budget.ts';
import { nodeWith } from './nodes.ts';

const two = [nodeWith('a', [], { cpus: 2, memoryMib: 512 }), nodeWith('b', [])];
const free = { cpus: null, memoryMib: null };
const host = { totalMib: 4096, availableMib: 2048 };

test.each([
  ['what fits', free, host, null],
  ['exactly the lent cpus and memory', { cpus: 3, memoryMib: 768 }, host, null],
  ['exactly the memory beside the reserve', free, { ...host, availableMib: 1024 }, null],
  ['a cpu too many', { cpus: 2, memoryMib: null }, host, 'the nodes want 3 cpus; the site lends 2'],
  [
    'more than is lent',
    { cpus: null, memoryMib: 767 },
    host,
    'the nodes want 768 MiB of memory; the site lends 767 MiB',
  ],
  [
    'more than is free',
    free,
    { ...host, availableMib: 1023.5 },
    'the nodes want 768 MiB of memory; 767 of 4096 MiB are free',
  ],
  [
    'nothing free at all',
    free,
    { ...host, availableMib: 10 },
    'the nodes want 768 MiB of memory; 0 of 4096 MiB are free',
  ],
])('%s', (_, site, memory, problem) => {
  expect(budgetProblem(two, site, memory)?.problem ?? null).toBe(problem);
});

test("this host's memory is known", () => {
  const { totalMib, availableMib } = hostMemory();
  expect(availableMib).toBeGreaterThan(0);
  expect(availableMib).toBeLessThanOrEqual(totalMib);
});
