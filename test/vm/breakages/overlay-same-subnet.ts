import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: "one end of red's tunnel has another VNI",
    edits: [['vx-red: { vni: 100', 'vx-red: { vni: 101']],
    failing: 'reach-node1/red1-node2/red2',
    filter: '1-reach',
  },
  {
    what: 'a container of blue is on the bridge of red',
    edits: [['blue2: { bridge: br-blue', 'blue2: { bridge: br-red']],
    failing: 'no_reach-node1/red1-node2/blue2',
    filter: 'red does not see',
  },
  {
    what: 'the networks have changed places on both nodes',
    edits: [
      ['vx-red: { vni: 100', 'vx-red: { vni: 200'],
      ['vx-blue: { vni: 200', 'vx-blue: { vni: 100'],
      ['vx-red: { vni: 100', 'vx-red: { vni: 200'],
      ['vx-blue: { vni: 200', 'vx-blue: { vni: 100'],
    ],
    failing: 'capture-underlay',
    filter: '-capture-underlay',
  },
];
