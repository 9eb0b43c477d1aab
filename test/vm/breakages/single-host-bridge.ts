import type { Breakage } from '../breakage.ts';

export const breakages: readonly Breakage[] = [
  {
    what: 'the bridge has no port for a container',
    edits: [['netns1: { bridge: cbr0, veth', 'netns1: { veth']],
    failing: 'reach-host/netns0-host/netns1',
    filter: '-reach-host/netns0',
  },
];
