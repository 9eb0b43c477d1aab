import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'only one direction is long',
    edits: [
      ['      node1: { interfaces: { ens5: { impair: { delay: 50ms } } } }\n', ''],
      ['      node1: { interfaces: { ens5: [impair] } }\n', ''],
    ],
    failing: '2-latency-node1-node2',
    filter: '2-latency',
  },
  {
    what: 'no direction is uneven',
    edits: [
      ['delay: 50ms, jitter: 30ms', 'delay: 50ms'],
      ['      node2: { interfaces: { ens5: { impair: [jitter] } } }\n', ''],
    ],
    failing: '2-latency-node1-node2',
    filter: '2-latency',
  },
  {
    what: 'nothing gets lost',
    edits: [['impair: { loss: 50% }', 'impair: { delay: 60ms }']],
    failing: '3-latency-node1-node2',
    filter: '3-latency',
  },
];
