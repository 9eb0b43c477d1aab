import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'one node tags with another VLAN',
    edits: [['eth0.10: { parent: eth0, id: 10', 'eth0.10: { parent: eth0, id: 11']],
    failing: 'reach-node1/con1-node2/con1',
    filter: '1-reach',
  },
];
