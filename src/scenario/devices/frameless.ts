import type { WrittenType } from './written.ts';

/**
 * Whether a device carries packets as they are, without frames or MAC addresses, so that a route may
 * lead into it without a next hop.
 */
export function isFrameless(type: WrittenType): boolean {
  switch (type.kind) {
    case 'tun':
    case 'vrf':
    case 'wireguard':
      return true;
    case 'ip-tunnel':
      return type.spec.kind !== 'gretap';
    case 'interface':
    case 'bridge':
    case 'veth':
    case 'vlan':
    case 'vxlan':
    case 'macvlan':
    case 'ipvlan':
      return false;
  }
}
