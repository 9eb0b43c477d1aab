import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'the container has no route out',
    edits: [['- { to: default, dev: veth2 }', '[]']],
    failing: 'reach-node1/container-10.0.0.10',
    filter: '1-reach',
  },
];
