import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'a daemon advertises another network',
    edits: [['advertise: [172.16.2.0/24]', 'advertise: [172.16.9.0/24]']],
    failing: '1-routes-node1',
    filter: '1-routes',
  },
];
