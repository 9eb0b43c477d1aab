import { release } from 'node:os';
import type { Provider } from '../provider.ts';
import { hostProblems } from './host-check.ts';
import { unmetByHost } from './host-probe.ts';
import { netnsLab } from './lab.ts';
import { lackOf } from './lacks.ts';
import { needsOf } from './needs.ts';

/** Nodes as namespaces of this host, segments as Linux bridges in a network namespace a lab. */
export function netnsProvider(): Provider {
  return {
    name: 'netns',
    checkHost: () => Promise.resolve(hostProblems()),
    lacks: async (topology, tools, signal) =>
      (await unmetByHost(needsOf(topology, tools), signal)).map(lackOf),
    prepare: () =>
      Promise.resolve({
        accelerator: null,
        version: `Linux ${release()}`,
        caveat: 'nodes are namespaces, which share the kernel of this host',
      }),
    openLab: netnsLab,
    sweep: () => Promise.resolve({ removed: [], left: [] }),
  };
}
