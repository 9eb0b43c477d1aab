import { covers } from './addressing.ts';
import type { OuterPacket, Over } from './checks/parts.ts';
import type { Device, IpTunnel, Nic, Node, Tun, Vlan, Vxlan, Wireguard } from './model.ts';
import type { Prefix } from './prefix.ts';
import { deviceWith } from './places.ts';

/**
 * The tunnel or VLAN of a node as a proof needs it; null when the node has no such device. `target`
 * is the node of what is to be reached, where that is known.
 */
export function resolveOver(
  name: string,
  node: Node,
  { nodes, target }: { readonly nodes: readonly Node[]; readonly target: string | null },
): Over | null {
  const device = node.root.devices.find((each) => each.name === name);
  switch (device?.kind) {
    case 'vxlan':
    case 'tun':
    case 'ip-tunnel':
      return overTunnel(device, node, farNode(device, node, nodes, target));
    case 'wireguard':
      return overWireguard(device, node, nodes, target);
    case 'vlan':
      return overVlan(device, node);
    default:
      return null;
  }
}

type Tunnel = Vxlan | Tun | IpTunnel;

/** A far end of a tunnel, and the node that has it. */
interface FarEnd {
  readonly remote: string;
  readonly node: Node;
}

/** Of several far ends that of the target, if it is one of their nodes. */
function farNode(
  tunnel: Tunnel,
  { root }: Node,
  nodes: readonly Node[],
  target: string | null,
): FarEnd | null {
  const entries = root.fdb.flatMap(({ dev, dst }) => (dev === tunnel.name ? (dst ?? []) : []));
  const ends = [...remotesOf(tunnel), ...entries].flatMap((remote): readonly FarEnd[] => {
    const node = nodes.find((each) => deviceWith(each.root, remote) !== undefined);
    return node === undefined ? [] : [{ remote, node }];
  });
  const [first, ...others] = ends;
  return (
    ends.find(({ node }) => node.name === target) ?? (others.length === 0 ? first : null) ?? null
  );
}

function overTunnel(tunnel: Tunnel, node: Node, far: FarEnd | null): Over {
  const local = localOf(tunnel);
  const nics = [
    underlayNic(node, local, far?.remote ?? null),
    far === null ? undefined : underlayNic(far.node, far.remote, local),
  ];
  return { device: tunnel.name, outer: outerPacket(tunnel), segments: segmentsOf(nics) };
}

function localOf(tunnel: Tunnel): string {
  return tunnel.kind === 'tun' ? tunnel.local.address : tunnel.local;
}

function remotesOf(tunnel: Tunnel): readonly string[] {
  switch (tunnel.kind) {
    case 'vxlan':
      return tunnel.remotes;
    case 'tun':
      return [tunnel.remote.address];
    case 'ip-tunnel':
      return [tunnel.remote];
  }
}

function outerPacket(tunnel: Tunnel): OuterPacket {
  switch (tunnel.kind) {
    case 'vxlan':
      return { kind: 'vxlan', vni: tunnel.vni, port: tunnel.port };
    case 'tun':
      return { kind: 'udp', port: tunnel.remote.port };
    case 'ip-tunnel': {
      const { encapsulation: kind, key } = tunnel;
      return kind === 'gre' || kind === 'gretap' ? { kind, key } : { kind };
    }
  }
}

/** To the peer on the target's node, or the only one; null when there is no such peer. */
function overWireguard(
  device: Wireguard,
  node: Node,
  nodes: readonly Node[],
  target: string | null,
): Over | null {
  const [first, ...others] = device.peers;
  const peer =
    device.peers.find((each) => each.node === target) ?? (others.length === 0 ? first : undefined);
  const farNode = nodes.find(({ name }) => name === peer?.node);
  const farDevice = farNode?.root.devices.find(({ name }) => name === peer?.device);
  if (peer === undefined || farNode === undefined || farDevice?.kind !== 'wireguard') return null;
  const back = farDevice.peers.find(({ publicKey }) => publicKey === device.publicKey);
  const [near, far] = [back?.endpoint?.address ?? null, peer.endpoint?.address ?? null];
  const ports = [device.listenPort, farDevice.listenPort];
  return {
    device: device.name,
    outer: { kind: 'wireguard', ports: [...new Set(ports)], near, far },
    segments: segmentsOf([underlayNic(node, near, far), underlayNic(farNode, far, near)]),
  };
}

/** Null for a VLAN that no segment carries, so that nobody can see it. */
function overVlan(vlan: Vlan, { root }: Node): Over | null {
  const ids: number[] = [];
  let below: Device | undefined = vlan;
  while (below?.kind === 'vlan') {
    const { id, parent }: Vlan = below;
    ids.unshift(id);
    below = root.devices.find(({ name }) => name === parent);
  }
  const segments = segmentsOf([nicOf(below, root.devices)]);
  return segments.length === 0
    ? null
    : { device: vlan.name, outer: { kind: 'vlan', ids }, segments };
}

function segmentsOf(nics: readonly (Nic | undefined)[]): readonly string[] {
  return [...new Set(nics.flatMap((nic) => (nic === undefined ? [] : [nic.segment])))];
}

/** The NIC that outer packets leave by: the one with the local address, or towards the remote. */
function underlayNic(node: Node, local: string | null, remote: string | null): Nic | undefined {
  const { devices, routes } = node.root;
  const isTowards = (network: Prefix) => remote !== null && covers(network, remote);
  const connected = devices.find(({ addresses }) => addresses.some(isTowards));
  const route = routes
    .filter(({ to }) => isTowards(to))
    .toSorted((a, b) => b.to.length - a.to.length)[0];
  const routed = devices.find(({ name }) => name === route?.dev);
  return (
    nicOf(local === null ? undefined : deviceWith(node.root, local), devices) ??
    nicOf(connected, devices) ??
    nicOf(routed, devices)
  );
}

/** The device itself, the NIC among the ports of a bridge, or what carries a VLAN. */
function nicOf(device: Device | undefined, devices: readonly Device[]): Nic | undefined {
  switch (device?.kind) {
    case 'nic':
      return device;
    case 'bridge': {
      const ports = devices.filter(({ master }) => master === device.name);
      return ports.map((port) => nicOf(port, devices)).find((nic) => nic !== undefined);
    }
    case 'vlan': {
      const { parent } = device;
      return nicOf(
        devices.find(({ name }) => name === parent),
        devices,
      );
    }
    default:
      return undefined;
  }
}
