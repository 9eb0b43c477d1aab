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
    saying: '× packets from 172.16.0.0/16: 172.16.1.2 → 172.16.2.2 icmp request 1',
    filter: '-capture-public',
  },
  {
    what: 'a site has no VLAN any more',
    edits: [
      [
        '      eth0: { segment: site1 }\n    vlan:\n      eth0.10: { parent: eth0, id: 10, address: 10.1.0.10/24 }',
        '      eth0: { segment: site1, address: 10.1.0.10/24 }',
      ],
      [
        '      inside: { segment: site1 }\n',
        '      inside: { segment: site1, address: 10.1.0.1/24 }\n',
      ],
      ['    vlan:\n      inside.10: { parent: inside, id: 10, address: 10.1.0.1/24 }\n', ''],
    ],
    failing: 'capture-site1',
    saying: 'no VLAN 10 icmp from node1/con1 to node2/con1',
    filter: '-capture-site1',
  },
];
