import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'another network is masqueraded',
    edits: [['nat: [{ masquerade: 192.168.15.0/24', 'nat: [{ masquerade: 192.168.16.0/24']],
    failing: 'source_seen-host/red-8.8.8.8',
    filter: 'never 192.168.15.x',
  },
  {
    what: 'another network is masqueraded, as the wire tells',
    edits: [['nat: [{ masquerade: 192.168.15.0/24', 'nat: [{ masquerade: 192.168.16.0/24']],
    failing: 'capture-net',
    saying: '× packets from 192.168.15.0/24: 192.168.15.1 → 8.8.8.8 icmp request 1',
    filter: '-capture-net',
  },
];
