import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'the devices keep to themselves',
    edits: [['parent: eth1', 'parent: eth1, mode: private']],
    failing: 'reach-node1/con1-node1/con2',
    filter: '-reach-',
  },
];
