import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: "one end's VNI is another",
    edits: [['vni: 42', 'vni: 43']],
    failing: 'reach-node1/con1-node2/con1',
    filter: '-reach-',
  },
  {
    what: 'a route is missing',
    edits: [['- { to: 172.16.1.0/24, via: 192.168.42.2, dev: vxlan0 }', '[]']],
    failing: 'reach-node1/con1-node2/con2',
    filter: '-reach-',
  },
  {
    what: 'the router does not forward',
    edits: [
      ['  router:', '  router:'],
      ['ip_forward: 1', 'ip_forward: 0'],
    ],
    failing: 'reach-node2/con1-node1/con1',
    filter: '-reach-',
  },
  {
    what: 'a leg of the router is down',
    edits: [['address: 10.0.0.17/28', 'address: 10.0.0.17/28, up: false']],
    failing: 'reach-node1/con2-node2/con1',
    filter: '-reach-',
  },
];
