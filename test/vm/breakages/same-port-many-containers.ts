import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'one server has another port',
    edits: [['port: 80, body: web2', 'port: 8080, body: web2']],
    failing: 'http-node2-node1/web2',
    filter: 'http-node2',
  },
];
