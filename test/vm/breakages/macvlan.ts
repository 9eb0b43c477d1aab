import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'a bridge takes the place of the macvlan devices',
    edits: [
      [
        'eth1: { segment: lan, address: 192.168.0.10/24 }',
        'eth1: { segment: lan, bridge: br0 }\n    bridges: { br0: { address: 192.168.0.10/24 } }',
      ],
      ['con1: { macvlan: { parent: eth1 }', 'con1: { bridge: br0, veth: [veth10, eth0]'],
      ['con2: { macvlan: { parent: eth1 }', 'con2: { bridge: br0, veth: [veth20, eth0]'],
    ],
    failing: 'no_reach-node1-node1/con1',
    filter: '-no_reach-',
  },
  {
    what: 'no address is kept for my-router',
    edits: [['reserve: { my-router: 192.168.0.129 }', 'reserve: {}']],
    failing: 'no_reach-router-192.168.0.129',
    filter: '-no_reach-router',
  },
];
