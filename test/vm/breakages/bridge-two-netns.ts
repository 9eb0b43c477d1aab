import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'bridged packets are not filtered',
    edits: [['bridge-nf-call-iptables: 1', 'bridge-nf-call-iptables: 0']],
    failing: 'no_reach-host/red-host/blue',
    filter: '1-no_reach',
  },
];
