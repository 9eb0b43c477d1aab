import type { Device } from '../topology/model.ts';
import { bridgeFact } from './bridge.ts';
import type { LinkFact } from './fact.ts';
import { ipTunnelFact } from './ip-tunnel.ts';
import { ipvlanFact } from './ipvlan.ts';
import { macvlanFact } from './macvlan.ts';
import { tunFact } from './tun.ts';
import { vlanLinkFact } from './vlan.ts';
import { vxlanFact } from './vxlan.ts';

/** Line for `ip -batch` that gives an existing device its MTU, bridge and state. */
export function linkSetLine(device: Device): string {
  const master = device.master === null ? '' : ` master ${device.master}`;
  return `link set dev ${device.name} mtu ${device.mtu}${master} ${device.up ? 'up' : 'down'}`;
}

/** The link that a device must be seen as. */
export function linkFact(device: Device): LinkFact {
  const { name, mtu, mac, up, master } = device;
  const base = { kind: 'link', name, mtu, mac, up, master } as const;
  switch (device.kind) {
    case 'nic':
    case 'veth':
      return { ...base, type: device.kind };
    case 'bridge':
      return { ...base, ...bridgeFact(device) };
    case 'vxlan':
      return { ...base, ...vxlanFact(device) };
    case 'tun':
      return { ...base, ...tunFact(device) };
    case 'ip-tunnel':
      return { ...base, ...ipTunnelFact(device) };
    case 'wireguard':
      return { ...base, type: 'wireguard' };
    case 'vlan':
      return { ...base, ...vlanLinkFact(device) };
    case 'macvlan':
      return { ...base, ...macvlanFact(device) };
    case 'ipvlan':
      return { ...base, ...ipvlanFact(device) };
  }
}
