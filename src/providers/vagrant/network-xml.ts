/** Networks as libvirt's XML has them (formatnetwork). */
import { switchMtu } from '../lab-network/segment.ts';
import { bridgeName, mgmtNetworkName, mgmtSubnet } from './names.ts';

/** A segment: a bridge on which the host has no address, and serves neither DHCP nor DNS. */
export function segmentXml(network: string): string {
  return networkXml(network, [`<mtu size='${switchMtu}'/>`]);
}

/**
 * The lab's mgmt network: it leads to the host, which hands out the addresses, and no further, unless
 * machines must fetch packages.
 */
export function mgmtXml(lab: string, reach: 'host' | 'internet'): string {
  const { host, netmask, firstLease, lastLease } = mgmtSubnet(lab);
  const outside = reach === 'internet';
  const lines = [
    ...(outside ? [`<forward mode='nat'/>`] : []),
    `<ip address='${host}' netmask='${netmask}'>`,
    `  <dhcp><range start='${firstLease}' end='${lastLease}'/></dhcp>`,
    '</ip>',
  ];
  return networkXml(mgmtNetworkName(lab), lines, outside);
}

/** Without `<forward>` nothing is routed off the bridge. */
function networkXml(network: string, inner: readonly string[], dns = false): string {
  const lines = [
    `<name>${escaped(network)}</name>`,
    `<bridge name='${bridgeName(network)}' stp='off' delay='0'/>`,
    `<dns enable='${dns ? 'yes' : 'no'}'/>`,
    ...inner,
  ];
  return ['<network>', ...lines.map((line) => `  ${line}`), '</network>', ''].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
