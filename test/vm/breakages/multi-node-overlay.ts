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
  {
    what: 'there is another way when the device is down',
    edits: [
      [
        'vxlan0: { vni: 42',
        'vxlan1: { vni: 43, local: 10.0.0.10, remote: 10.0.0.20, address: 192.168.43.1/30 }\n      vxlan0: { vni: 42',
      ],
      ['  node2:', '  node2:\n    nat: [{ masquerade: 172.16.1.0/24, out: vxlan1 }]'],
      [
        'vxlan0: { vni: 42',
        'vxlan1: { vni: 43, local: 10.0.0.20, remote: 10.0.0.10, address: 192.168.43.2/30 }\n      vxlan0: { vni: 42',
      ],
      [
        '- { to: 172.16.0.0/24, via: 192.168.42.1, dev: vxlan0 }',
        '- { to: 172.16.0.0/24, via: 192.168.42.1, dev: vxlan0 }\n      - { to: 172.16.0.0/24, via: 192.168.43.1, dev: vxlan1, metric: 100 }',
      ],
    ],
    failing: 'reach-node2/con1-node1/con1',
    saying: 'answers all the same without vxlan0: 1/1 answered',
    filter: '-reach-',
  },
];
