import { covers } from './addressing.ts';
import type { OuterPacket, Over } from './checks.ts';
import type { Device, Nic, Node, Tun, Vxlan } from './model.ts';
import { deviceWith } from './places.ts';

/** The tunnel of a node as a proof needs it; null when the node has no such tunnel. */
export function resolveOver(name: string, node: Node, nodes: readonly Node[]): Over | null {
  const tunnel = node.root.devices.find((device) => device.name === name);
  if (tunnel?.kind !== 'vxlan' && tunnel?.kind !== 'tun') return null;
  const { local, remote } = ends(tunnel);
  const far = nodes.find(({ root }) => deviceWith(root, remote) !== undefined);
  const nics = [
    underlayNic(node, local, remote),
    far === undefined ? undefined : underlayNic(far, remote, local),
  ];
  const segments = nics.flatMap((nic) => (nic === undefined ? [] : [nic.segment]));
  return { device: name, outer: outerPacket(tunnel), segments: [...new Set(segments)] };
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

/** The NIC that outer packets leave by: the one with the local address, or towards the remote. */
function underlayNic(node: Node, local: string, remote: string): Nic | undefined {
  const { devices, routes } = node.root;
  const nicOf = (device: Device | undefined): Nic | undefined => {
    if (device?.kind === 'nic') return device;
    if (device?.kind !== 'bridge') return undefined;
    const ports = devices.filter(({ master }) => master === device.name);
    return ports.find((port) => port.kind === 'nic');
  };
  const connected = devices.find(({ addresses }) => addresses.some((own) => covers(own, remote)));
  const route = routes
    .filter(({ to }) => covers(to, remote))
    .toSorted((a, b) => b.to.length - a.to.length)[0];
  const routed = devices.find(({ name }) => name === route?.dev);
  return nicOf(deviceWith(node.root, local)) ?? nicOf(connected) ?? nicOf(routed);
}
