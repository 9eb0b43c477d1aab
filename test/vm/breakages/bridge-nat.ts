import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'another network is masqueraded',
    edits: [['masquerade: 172.17.0.0/16', 'masquerade: 172.18.0.0/16']],
    failing: 'source_seen-host/con1-outside',
    filter: 'source_seen',
  },
];
