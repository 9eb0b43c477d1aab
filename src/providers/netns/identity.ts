/**
 * Settings that a new network namespace takes from this host (net.core.devconf_inherit_init_net of
 * the kernel's admin-guide/sysctl/net.rst), and those that distributions change, as the nodes of
 * other providers have them.
 */
const settings: Readonly<Record<string, string>> = {
  'ipv4/ip_forward': '0',
  'ipv4/conf/all/rp_filter': '0',
  'ipv4/conf/default/rp_filter': '0',
  'ipv4/conf/all/arp_ignore': '0',
  'ipv4/conf/default/arp_ignore': '0',
  'ipv4/conf/all/arp_announce': '0',
  'ipv4/conf/default/arp_announce': '0',
  'ipv4/conf/all/route_localnet': '0',
  'ipv4/conf/default/route_localnet': '0',
  'ipv6/conf/all/disable_ipv6': '0',
  'ipv6/conf/default/disable_ipv6': '0',
  'ipv6/conf/all/accept_ra': '0',
  'ipv6/conf/default/accept_ra': '0',
  'ipv6/conf/all/accept_dad': '0',
  'ipv6/conf/default/accept_dad': '0',
  'bridge/bridge-nf-call-iptables': '0',
  'bridge/bridge-nf-call-ip6tables': '0',
  'bridge/bridge-nf-call-arptables': '0',
};

/** Shell lines that give a node the settings of a machine that was just booted. */
export function identityLines(): string {
  const lines = Object.entries(settings).map(
    ([path, value]) => `[ ! -e /proc/sys/net/${path} ] || echo ${value} >/proc/sys/net/${path}`,
  );
  return lines.join('\n');
}
