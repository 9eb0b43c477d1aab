import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'another network is masqueraded',
    edits: [['nat: [{ masquerade: 192.168.15.0/24', 'nat: [{ masquerade: 192.168.16.0/24']],
    failing: 'source_seen-host/red-8.8.8.8',
    filter: 'never 192.168.15.x',
  },
];
