import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'node2 is with node3',
    edits: [['groups: [[node1, node2], [node3]]', 'groups: [[node1], [node2, node3]]']],
    failing: '3-outage-node1/con1-node2/con1',
    saying: 'out for',
    filter: '3-outage',
  },
  {
    what: 'nobody mends it',
    edits: [
      ['\n      - { heal: lan, after: 1s }', ''],
      [
        '- partition: { segment: lan, groups: [[node1, node2], [node3]] }\n    checks:\n      - no_reach',
        '- reboot: node2\n    checks:\n      - no_reach',
      ],
    ],
    failing: '4-outage-node1/con1-node3/con1',
    saying: 'never recovered',
    filter: '4-outage',
  },
];
