import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'a veth end is no port of the bridge',
    edits: [['con2: { bridge: br0, veth', 'con2: { veth']],
    failing: 'reach-node1/con1-node1/con2',
    filter: '-reach-node1/con1',
  },
];
