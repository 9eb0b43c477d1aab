import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'router-b tells nobody of its networks',
    edits: [
      [
        'as: 65002 }\n          advertise: [10.1.0.0/24, 10.2.0.0/24]\n    sysctls: { net.ipv4.ip_forward: 1 }\n\n  node2:',
        'as: 65002 }\n          advertise: []\n    sysctls: { net.ipv4.ip_forward: 1 }\n\n  node2:',
      ],
    ],
    failing: '6-outage-node1-node2',
    saying: 'never recovered',
    // With the checks of the way, which wait until it is as it is told.
    filter: '-node1-node2',
  },
  {
    what: 'the neighbors of a dead router wait for a minute',
    edits: [
      [
        'router_id: 10.1.0.10\n          hold_time: 3s',
        'router_id: 10.1.0.10\n          hold_time: 60s',
      ],
      [
        'router_id: 10.1.0.1\n          hold_time: 3s',
        'router_id: 10.1.0.1\n          hold_time: 60s',
      ],
    ],
    failing: '9-outage-node1-node2',
    saying: 'never recovered',
    filter: '-node1-node2',
  },
];
