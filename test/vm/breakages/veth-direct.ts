import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'one end of the cable is down',
    edits: [['name: veth-blue, address', 'name: veth-blue, up: false, address']],
    failing: 'reach-host/red-host/blue',
    filter: '1-reach',
  },
];
