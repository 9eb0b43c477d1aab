import type { Device, Encapsulation } from '../../topology/model.ts';

/** Kinds of link that a kernel may lack, as ip-link(8) calls them. */
export type LinkType =
  | Encapsulation
  | 'bridge'
  | 'bridge with VLAN filtering'
  | 'veth'
  | 'vlan'
  | 'vxlan'
  | 'tun'
  | 'macvlan'
  | 'ipvlan'
  | 'vrf'
  | 'wireguard';

/** The kind of link that the kernel must know; null for a cable's end, which every lab has. */
export function linkTypeOf(device: Device): LinkType | null {
  switch (device.kind) {
    case 'nic':
      return null;
    case 'bridge':
      return device.vlanFiltering ? 'bridge with VLAN filtering' : 'bridge';
    case 'ip-tunnel':
      return device.encapsulation;
    case 'veth':
    case 'vlan':
    case 'vxlan':
    case 'tun':
    case 'macvlan':
    case 'ipvlan':
    case 'vrf':
    case 'wireguard':
      return device.kind;
  }
}

/** Command that makes such a link, `probe`, in a network namespace that has a device `parent`. */
export function probeCommand(type: LinkType): string {
  switch (type) {
    case 'bridge':
    case 'veth':
    case 'wireguard':
      return `ip link add name probe type ${type}`;
    case 'bridge with VLAN filtering':
      return 'ip link add name probe type bridge vlan_filtering 1';
    case 'vrf':
      return 'ip link add name probe type vrf table 2';
    case 'vlan':
      return 'ip link add link parent name probe type vlan id 2';
    case 'vxlan':
      return 'ip link add name probe type vxlan id 2 dstport 4789';
    case 'gre':
    case 'gretap':
    case 'ipip':
    case 'sit':
      return `ip link add name probe type ${type} local 10.0.0.1 remote 10.0.0.2`;
    case 'tun':
      return 'ip tuntap add dev probe mode tun';
    case 'macvlan':
    case 'ipvlan':
      return `ip link add link parent name probe type ${type}`;
  }
}

/** The module of the Linux kernel that brings it. */
export function moduleOf(type: LinkType): string {
  switch (type) {
    case 'bridge with VLAN filtering':
      return 'bridge';
    case 'vlan':
      return '8021q';
    case 'gre':
    case 'gretap':
      return 'ip_gre';
    case 'bridge':
    case 'veth':
    case 'vxlan':
    case 'tun':
    case 'macvlan':
    case 'ipvlan':
    case 'ipip':
    case 'sit':
    case 'vrf':
    case 'wireguard':
      return type;
  }
}
