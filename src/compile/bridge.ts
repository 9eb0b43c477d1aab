import type { Bridge } from '../topology/model.ts';

/**
 * Line for `ip -batch` that creates a bridge. It forwards at once and everything: no spanning tree,
 * no forward delay, no multicast snooping (a snooping bridge without a querier drops groups). One
 * that filters gives its ports no VLAN by itself.
 */
export function bridgeLine({ name, mac, mtu, vlanFiltering }: Bridge): string {
  const options = 'stp_state 0 forward_delay 0 mcast_snooping 0';
  const filtering = vlanFiltering ? ' vlan_filtering 1 vlan_default_pvid 0' : '';
  return `link add name ${name} address ${mac} mtu ${mtu} type bridge ${options}${filtering}`;
}

export function bridgeFact({ vlanFiltering }: Bridge) {
  const common = { type: 'bridge', stp: false, forwardDelay: 0, multicastSnooping: false } as const;
  return { ...common, vlanFiltering };
}
