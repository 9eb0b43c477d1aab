import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'the tunnel ends at another port',
    edits: [['remote: 10.0.0.20:11443', 'remote: 10.0.0.20:11444']],
    failing: 'reach-node1/con1-node2/con1',
    filter: '-reach-',
  },
  {
    what: 'there is another way when the device is down',
    edits: [
      [
        'tun0: {',
        'tun1: { local: 10.0.0.10:11444, remote: 10.0.0.20:11444, address: 192.168.43.1/30 }\n      tun0: {',
      ],
      ['  node2:', '  node2:\n    nat: [{ masquerade: 172.16.1.0/24, out: tun1 }]'],
      [
        'tun0: {',
        'tun1: { local: 10.0.0.20:11444, remote: 10.0.0.10:11444, address: 192.168.43.2/30 }\n      tun0: {',
      ],
      [
        '- { to: 172.16.0.0/24, dev: tun0 }',
        '- { to: 172.16.0.0/24, dev: tun0 }\n      - { to: 172.16.0.0/24, dev: tun1, metric: 100 }',
      ],
    ],
    failing: 'reach-node2/con1-node1/con1',
    saying: 'answers all the same without tun0: 1/1 answered',
    filter: '-reach-',
  },
];
