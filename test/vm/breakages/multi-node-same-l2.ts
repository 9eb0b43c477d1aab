import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'a route is missing',
    edits: [['- { to: 172.16.1.0/24, via: 10.0.0.20, dev: ens5 }', '[]']],
    failing: 'reach-node1/con1-node2/con1',
    filter: '-reach-',
  },
];
