/** Devices that are there without a scenario's doing. */

/** The provider's out-of-band network in a node: the NIC and its VRF. */
export const MGMT_DEVICES: readonly string[] = ['mgmt', 'mgmt0'];

/**
 * Devices that exist in every namespace as soon as their module is loaded (sysctl
 * net.core.fb_tunnels_only_for_init_net).
 */
export const FALLBACK_TUNNELS: readonly string[] = [
  'erspan0',
  'gre0',
  'gretap0',
  'ip6_vti0',
  'ip6gre0',
  'ip6tnl0',
  'ip_vti0',
  'sit0',
  'tunl0',
];
