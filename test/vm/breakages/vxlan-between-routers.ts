import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: "the routers' ends have different VNIs",
    edits: [['vni: 5001', 'vni: 5002']],
    failing: 'reach-node1/con1-node2/con1',
    filter: '-reach-node1/con1',
  },
  {
    what: 'a router sends past the tunnel',
    edits: [
      [
        '{ to: 172.16.2.0/24, via: 192.168.50.2, dev: vxlan0 }',
        '{ to: 172.16.2.0/24, via: 203.0.113.2 }',
      ],
    ],
    failing: 'capture-public',
    filter: '-capture-public',
  },
];
