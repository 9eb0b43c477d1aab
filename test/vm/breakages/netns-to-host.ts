import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'somebody else has the address',
    edits: [
      [
        'bridges: { v-net-0: { address: 192.168.15.3/24 } }',
        'containers: { red: { address: 192.168.15.3/24 } }',
      ],
    ],
    failing: 'reach-host-host/blue',
    filter: 'host -> blue',
  },
];
