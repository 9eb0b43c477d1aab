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
    failing: '14-capture-underlay',
    saying: 'no VXLAN 100 from node1 to node2 with packets from node1/red1 to node2/red2 inside',
    filter: '14-capture-underlay',
  },
  {
    what: "blue's tunnel is a port of red's bridge on one node",
    edits: [
      [
        'vx-blue: { vni: 200, local: 192.168.1.11, remote: 192.168.1.12, bridge: br-blue',
        'vx-blue: { vni: 200, local: 192.168.1.11, remote: 192.168.1.12, bridge: br-red',
      ],
    ],
    failing: '15-capture-underlay',
    saying: '× VXLAN 200 with packets to 10.0.9.9 inside: 192.168.1.11 → 192.168.1.12',
    filter: '15-capture-underlay',
  },
  {
    what: "red's bridge is plugged into the underlay",
    edits: [
      [
        'ens5: { segment: underlay',
        'ens6: { segment: underlay, bridge: br-red }\n      ens5: { segment: underlay',
      ],
    ],
    failing: '15-capture-underlay',
    saying: '× packets to 10.0.9.9: 10.0.9.2 → 10.0.9.9 arp request',
    filter: '15-capture-underlay',
  },
];
