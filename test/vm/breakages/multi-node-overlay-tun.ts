import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'the tunnel ends at another port',
    edits: [['remote: 10.0.0.20:11443', 'remote: 10.0.0.20:11444']],
    failing: 'reach-node1/con1-node2/con1',
    filter: '-reach-',
  },
];
