import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'it is node3 that loses its power',
    edits: [
      ['crash: node2', 'crash: node3'],
      ['boot: node2', 'boot: node3'],
    ],
    failing: '3-outage-node1/con1-node3/con1',
    saying: 'never recovered',
    filter: '3-outage',
  },
  {
    what: 'node2 comes back into another overlay',
    edits: [
      ['- boot: node2', '- boot: node2\n    change: { node2: { vxlan: { vxlan0: { vni: 43 } } } }'],
    ],
    failing: '7-reach-node1/con1-node2/con1',
    filter: '7-reach',
  },
];
