import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'the container has a network of its own',
    edits: [
      [
        'web: { network: host, services',
        'web: { bridge: docker0, veth: [veth30, eth0], address: 172.17.0.9/16, services',
      ],
    ],
    failing: 'links-node1/web',
    filter: 'links',
  },
];
