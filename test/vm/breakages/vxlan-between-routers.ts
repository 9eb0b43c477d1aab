import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: "the routers' ends have different VNIs",
    edits: [['vni: 5001', 'vni: 5002']],
    failing: 'reach-node1/con1-node2/con1',
    filter: '-reach-node1/con1',
  },
];
