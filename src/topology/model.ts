/**
 * The resolved topology: what a scenario means once every default, MAC address and name is filled
 * in. Immutable, and every field is present: "none" is `null` or an empty list, never undefined.
 */
import type { FilterChain, Nat } from './filtering.ts';
import type { Family, Prefix } from './prefix.ts';
import type { Service } from './services.ts';

/** Where a resolved thing was written, for reports that point back at the file. */
export interface Where {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

/** Something that a scenario leaves out, and wirelab gives. */
export interface Given {
  /** Number of the step in which it was given, from 0 for the lab as it is configured. */
  readonly step: number;
  readonly what: 'subnet' | 'address' | 'gateway' | 'route' | 'sysctl';
  /** Who was given it: `segment lan`, `node1 ens5`, `node1/con1`. */
  readonly to: string;
  /** As the scenario would write it. */
  readonly text: string;
  /** Of what was given it. */
  readonly where: Where;
}

/** One L2 broadcast domain: the SWITCH of the diagrams. */
export interface Segment {
  readonly name: string;
  /** Bytes of payload above the Ethernet header. */
  readonly mtu: number;
}

/** What the inventory says a machine is made of. */
export interface NodeKind {
  readonly name: string;
  readonly cpus: number;
  readonly memoryMib: number;
  /** Name of an image in `inventory/images.yaml`. */
  readonly image: string;
}

interface DeviceBase {
  /** As the kernel knows it: at most 15 bytes. */
  readonly name: string;
  /** `aa:bb:cc:dd:ee:ff`; null for a device without a link-layer address (tun). */
  readonly mac: string | null;
  readonly mtu: number;
  /** Administrative state. */
  readonly up: boolean;
  readonly addresses: readonly Prefix[];
  /** The bridge that it is a port of, in the same namespace. */
  readonly master: string | null;
  /** The VRF that it is in, in the same namespace; null for none. */
  readonly vrf: string | null;
  /** Its VLANs as a port of a bridge that filters, or as that bridge; null elsewhere. */
  readonly vlans: PortVlans | null;
}

export interface PortVlans {
  /** VLAN of frames without a tag; null takes none in. */
  readonly untagged: number | null;
  /** VLANs whose frames have their tag. */
  readonly tagged: readonly number[];
}

/** An interface of a node: its NIC on a segment. */
export interface Nic extends DeviceBase {
  readonly kind: 'nic';
  readonly mac: string;
  readonly segment: string;
}

export interface Bridge extends DeviceBase {
  readonly kind: 'bridge';
  readonly mac: string;
  /** Whether it keeps VLANs apart. */
  readonly vlanFiltering: boolean;
}

/** One end of a veth pair. */
export interface Veth extends DeviceBase {
  readonly kind: 'veth';
  readonly mac: string;
  /** The other end; `container` is null when it lies in the node's own namespace. */
  readonly peer: { readonly container: string | null; readonly name: string };
}

/** An 802.1Q sub-interface. */
export interface Vlan extends DeviceBase {
  readonly kind: 'vlan';
  readonly mac: string;
  /** VLAN id, 12 bits. */
  readonly id: number;
  /** The device that carries the tagged frames; it lies in the node's own namespace. */
  readonly parent: string;
}

export interface Vxlan extends DeviceBase {
  readonly kind: 'vxlan';
  readonly mac: string;
  /** VXLAN network identifier, 24 bits (RFC 7348, section 5). */
  readonly vni: number;
  /** Source address of the outer packets. */
  readonly local: string;
  /** The remote VTEPs that unknown destinations are sent to. */
  readonly remotes: readonly string[];
  /** Whether it learns from what it receives who is behind which VTEP. */
  readonly learning: boolean;
  /** UDP destination port. */
  readonly port: number;
  /** The NIC below, when the scenario pins one. */
  readonly dev: string | null;
}

/** A TUN device whose packets socat carries in UDP datagrams. */
export interface Tun extends DeviceBase {
  readonly kind: 'tun';
  readonly mac: null;
  readonly local: { readonly address: string; readonly port: number };
  readonly remote: { readonly address: string; readonly port: number };
}

/** What it carries, and in what: packets or frames in GRE, IPv4 or IPv6 in IPv4. */
export type Encapsulation = 'gre' | 'gretap' | 'ipip' | 'sit';

/** A tunnel that the kernel makes of IP packets. */
export interface IpTunnel extends DeviceBase {
  readonly kind: 'ip-tunnel';
  readonly encapsulation: Encapsulation;
  /** Source address of the outer packets. */
  readonly local: string;
  readonly remote: string;
  /** Of GRE, both ways; null for none. */
  readonly key: number | null;
  /** Of the outer packets; null for that of the packet inside. */
  readonly ttl: number | null;
  /** The device below, when the scenario pins one. */
  readonly dev: string | null;
}

export interface WireguardPeer {
  /** The node and the device of it that the peer is. */
  readonly node: string;
  readonly device: string;
  readonly publicKey: string;
  /** Where it is sent to at first; null waits for the peer to begin. */
  readonly endpoint: { readonly address: string; readonly port: number } | null;
  readonly allowedIps: readonly Prefix[];
  readonly keepaliveS: number | null;
}

export interface Wireguard extends DeviceBase {
  readonly kind: 'wireguard';
  readonly mac: null;
  /** UDP. */
  readonly listenPort: number;
  /** Text that the private key is derived from, on the node. */
  readonly keySource: string;
  /** In base64. */
  readonly publicKey: string;
  readonly peers: readonly WireguardPeer[];
}

/** Devices with a routing table of their own. */
export interface Vrf extends DeviceBase {
  readonly kind: 'vrf';
  readonly mac: string;
  readonly table: number;
}

export type MacvlanMode = 'bridge' | 'private' | 'vepa' | 'passthru';

export interface Macvlan extends DeviceBase {
  readonly kind: 'macvlan';
  readonly mac: string;
  readonly mode: MacvlanMode;
  /** The device below; it lies in the node's own namespace. */
  readonly parent: string;
}

export type IpvlanMode = 'l2' | 'l3' | 'l3s';

export interface Ipvlan extends DeviceBase {
  readonly kind: 'ipvlan';
  /** The parent's. */
  readonly mac: string;
  readonly mode: IpvlanMode;
  /** The device below; it lies in the node's own namespace. */
  readonly parent: string;
}

export type Device =
  Nic | Bridge | Veth | Vlan | Vxlan | Tun | IpTunnel | Vrf | Wireguard | Macvlan | Ipvlan;

/** A route. */
export interface Route {
  /** `0.0.0.0/0` or `::/0` is the default route. */
  readonly to: Prefix;
  readonly via: string | null;
  readonly dev: string;
  /** Preferred source address. */
  readonly src: string | null;
  /** Null leaves it to the kernel (0 for IPv4, 1024 for IPv6). */
  readonly metric: number | null;
  readonly onlink: boolean;
  /** Null is the main table. */
  readonly table: number | null;
}

/** Which packets are routed by another table than main. */
export interface PolicyRule {
  /** The lower, the earlier. */
  readonly priority: number;
  readonly family: Family;
  /** Null is any, as for the others. */
  readonly from: Prefix | null;
  readonly to: Prefix | null;
  readonly iif: string | null;
  readonly fwmark: number | null;
  readonly table: number;
}

export interface Sysctl {
  /** Dotted, as sysctl(8) writes it: `net.ipv4.ip_forward`. */
  readonly key: string;
  readonly value: string;
}

/** A permanent entry of the neighbour table. */
export interface Neighbour {
  readonly address: string;
  readonly mac: string;
  readonly dev: string;
}

/** A static entry of a forwarding table. */
export interface FdbEntry {
  readonly mac: string;
  /** A VXLAN device, or a port of a bridge. */
  readonly dev: string;
  /** Remote VTEP, in the table of a VXLAN device. */
  readonly dst: string | null;
}

/** What is wrong with the line that a device sends on. */
export interface Impairment {
  readonly dev: string;
  /** In milliseconds; 0 is none. */
  readonly delayMs: number;
  /** By how much the delay varies, in milliseconds. */
  readonly jitterMs: number;
  /** Share of the packets that get lost, from 0 to 100. */
  readonly lossPercent: number;
  /** Bits a second; null is as many as there are. */
  readonly rateBps: number | null;
}

/** A network namespace with all that is configured in it. */
export interface Namespace {
  readonly devices: readonly Device[];
  readonly routes: readonly Route[];
  /** In the order of their priorities. */
  readonly rules: readonly PolicyRule[];
  readonly neighbours: readonly Neighbour[];
  /** Of bridges and VXLAN devices, and so none in a container. */
  readonly fdb: readonly FdbEntry[];
  /** Of NICs, and so none in a container. */
  readonly impairments: readonly Impairment[];
  readonly sysctls: readonly Sysctl[];
  readonly nat: readonly Nat[];
  /** Empty without a firewall; one chain a hook. */
  readonly firewall: readonly FilterChain[];
  readonly services: readonly Service[];
  /** Shell commands of the scenario's author, run in order once everything else stands. */
  readonly run: readonly string[];
}

/** A network namespace on a node. */
export interface Container extends Namespace {
  readonly name: string;
  /** It has no namespace, and runs in the node's own; then it has no devices, routes or settings. */
  readonly hostNetwork: boolean;
}

export interface Node {
  readonly name: string;
  readonly kind: NodeKind;
  /** The node's own namespace. */
  readonly root: Namespace;
  readonly containers: readonly Container[];
}

/** A place where a command can run: a node, or a container on it. */
export interface Endpoint {
  readonly node: string;
  /** Null is the node's own namespace. */
  readonly container: string | null;
}
