import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'the ends of the overlay are not one network',
    edits: [['vni: 42', 'vni: 43']],
    failing: 'reach-node1/overlaid-node2/overlaid',
    filter: '3-reach',
  },
  {
    what: 'the nodes do not forward',
    edits: [['net.ipv4.ip_forward: 1', 'net.ipv4.ip_forward: 0']],
    failing: 'reach-node1/bridged-node2/bridged',
    filter: '2-reach',
  },
];
