import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'a daemon advertises another network',
    edits: [['advertise: [172.16.2.0/24]', 'advertise: [172.16.9.0/24]']],
    failing: '2-bgp-node1-10.0.0.20',
    filter: '2-bgp',
  },
  {
    what: 'a daemon is of another autonomous system than its neighbors think',
    edits: [['as: 65002\n          router_id', 'as: 65009\n          router_id']],
    failing: '2-bgp-node1-10.0.0.20',
    filter: '2-bgp',
  },
  {
    what: 'the daemon of node3 goes on',
    edits: [['bgp: { running: false }', 'bgp: { running: true }']],
    failing: '9-bgp-node1-10.0.0.30',
    // With the checks before, which wait for the sessions.
    filter: 'bgp-node1',
  },
];
