import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'the container is given a network',
    edits: [
      ['offline:\n', 'offline:\n'],
      [
        'network: none',
        'bridge: docker0\n        veth: [veth30, eth0]\n        address: 172.17.0.4/16',
      ],
    ],
    failing: 'no_reach-node1/offline-172.17.0.1',
    filter: 'no_reach',
  },
];
