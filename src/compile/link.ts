import type { Device } from '../topology/model.ts';
import { bridgeFact } from './bridge.ts';
import type { LinkFact } from './fact.ts';
import { ipTunnelFact } from './ip-tunnel.ts';
import { ipvlanFact } from './ipvlan.ts';
import { macvlanFact } from './macvlan.ts';
import { tunFact } from './tun.ts';
import { vlanLinkFact } from './vlan.ts';
import { vxlanFact } from './vxlan.ts';

/**
 * Lines for `ip -batch` that give an existing device its MTU, bridge or VRF, and state. A VRF takes a
 * device that is up down and up again at once, in which a virtio NIC that was never up before hangs
 * its machine (Linux 6.12); one that is down it leaves alone.
 */
export function linkSetLines({ name, mtu, master, vrf, up }: Device): readonly string[] {
  const state = up ? 'up' : 'down';
  if (vrf !== null) {
    return [`link set dev ${name} mtu ${mtu} master ${vrf}`, `link set dev ${name} ${state}`];
  }
  return [`link set dev ${name} mtu ${mtu}${master === null ? '' : ` master ${master}`} ${state}`];
}

/** The link that a device must be seen as. */
export function linkFact(device: Device): LinkFact {
  const { name, mtu, mac, up, master, vrf } = device;
  const base = { kind: 'link', name, mtu, mac, up, master: master ?? vrf } as const;
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
    case 'vrf':
      return { ...base, type: 'vrf', table: device.table };
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
