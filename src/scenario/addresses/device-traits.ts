/** What kinds of device mean to addresses and routes. */
import type { WrittenType } from '../devices/written.ts';

/** Whether packets cross the device inside others, which need a way of their own. */
export function isTunnel({ kind }: WrittenType): boolean {
  switch (kind) {
    case 'vxlan':
    case 'tun':
    case 'ip-tunnel':
    case 'wireguard':
      return true;
    case 'interface':
    case 'bridge':
    case 'veth':
    case 'vrf':
    case 'vlan':
    case 'macvlan':
    case 'ipvlan':
      return false;
  }
}

/** Whether a container's device hears the node that it is on. A parent never hears its children. */
export function hearsItsNode({ kind }: WrittenType): boolean {
  switch (kind) {
    case 'macvlan':
    case 'ipvlan':
      return false;
    case 'interface':
    case 'bridge':
    case 'veth':
    case 'vrf':
    case 'vlan':
    case 'vxlan':
    case 'tun':
    case 'ip-tunnel':
    case 'wireguard':
      return true;
  }
}
