import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'the router does not route',
    edits: [['net.ipv4.ip_forward: 1', 'net.ipv4.ip_forward: 0']],
    failing: 'reach-node1/con1-node2/con1',
    filter: '-reach-',
  },
];
