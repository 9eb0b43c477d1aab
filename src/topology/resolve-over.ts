import { covers } from './addressing.ts';
import type { OuterPacket, Over } from './checks.ts';
import type { Device, Nic, Node, Tun, Vlan, Vxlan } from './model.ts';
import { deviceWith } from './places.ts';

/** The tunnel or VLAN of a node as a proof needs it; null when the node has no such device. */
export function resolveOver(name: string, node: Node, nodes: readonly Node[]): Over | null {
  const device = node.root.devices.find((each) => each.name === name);
  switch (device?.kind) {
    case 'vxlan':
    case 'tun':
      return overTunnel(device, node, nodes);
    case 'vlan':
      return overVlan(device, node);
    default:
      return null;
  }
}

function overTunnel(tunnel: Vxlan | Tun, node: Node, nodes: readonly Node[]): Over {
  const { local, remote } = ends(tunnel);
  const far = nodes.find(({ root }) => deviceWith(root, remote) !== undefined);
  const nics = [
    underlayNic(node, local, remote),
    far === undefined ? undefined : underlayNic(far, remote, local),
  ];
  return { device: tunnel.name, outer: outerPacket(tunnel), segments: segmentsOf(nics) };
}

function ends(tunnel: Vxlan | Tun) {
  return tunnel.kind === 'vxlan'
    ? { local: tunnel.local, remote: tunnel.remote }
    : { local: tunnel.local.address, remote: tunnel.remote.address };
}

function outerPacket(tunnel: Vxlan | Tun): OuterPacket {
  return tunnel.kind === 'vxlan'
    ? { kind: 'vxlan', vni: tunnel.vni, port: tunnel.port }
    : { kind: 'udp', port: tunnel.remote.port };
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
function underlayNic(node: Node, local: string, remote: string): Nic | undefined {
  const { devices, routes } = node.root;
  const connected = devices.find(({ addresses }) => addresses.some((own) => covers(own, remote)));
  const route = routes
    .filter(({ to }) => covers(to, remote))
    .toSorted((a, b) => b.to.length - a.to.length)[0];
  const routed = devices.find(({ name }) => name === route?.dev);
  return (
    nicOf(deviceWith(node.root, local), devices) ??
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
