import { covers } from '../../topology/addressing.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Device, Node } from '../../topology/model.ts';
import type { DrawnLink, LinkKind } from '../drawing.ts';
import { deviceId, linkId, segmentId } from '../ids.ts';
import { forwards } from './notes.ts';
import { tunnelLinks } from './tunnel-links.ts';

/** What is joined to what, in all nodes and between them. */
export function drawLinks(nodes: readonly Node[]): readonly DrawnLink[] {
  return [...nodes.flatMap(linksIn), ...tunnelLinks(nodes)];
}

function drawnLink(
  kind: LinkKind,
  from: string,
  to: string,
  label: string | null = null,
): DrawnLink {
  return { id: linkId(from, to), mark: null, kind, from, to, label };
}

function linksIn(node: Node): readonly DrawnLink[] {
  const { devices } = node.root;
  const root = (name: string): string => deviceId(node.name, name);
  const inContainers = node.containers.flatMap((container) => {
    const place = endpointLabel({ node: node.name, container: container.name });
    return container.devices.flatMap((device) => ownLinks(node, place, device));
  });
  return [
    ...inContainers,
    ...devices.flatMap((device) => ownLinks(node, node.name, device)),
    ...devices.flatMap((device) =>
      device.master === null ? [] : [portLink(device, root(device.name), root(device.master))],
    ),
    ...(forwards(node.root) ? routedPairs(node) : []).map(([from, to]) =>
      drawnLink('routed', root(from), root(to)),
    ),
  ];
}

/** A bridge stands above the ports by which it reaches further, and below the others. */
function portLink({ kind }: Device, port: string, bridge: string): DrawnLink {
  return kind === 'veth' ? drawnLink('port', port, bridge) : drawnLink('port', bridge, port);
}

/** Links of the device that do not come from others. */
function ownLinks(node: Node, place: string, device: Device): readonly DrawnLink[] {
  const id = deviceId(place, device.name);
  const below = (name: string): string => deviceId(node.name, name);
  switch (device.kind) {
    case 'nic':
      return [drawnLink('cable', id, segmentId(device.segment))];
    case 'veth': {
      const { container, name } = device.peer;
      const peer = deviceId(endpointLabel({ node: node.name, container }), name);
      // Each pair once: what is in a container is above; of two alike, the first one.
      const inContainer = place !== node.name;
      const first = inContainer === (container !== null) ? id < peer : inContainer;
      return first ? [drawnLink('veth', id, peer)] : [];
    }
    case 'vlan':
    case 'macvlan':
    case 'ipvlan':
      return [drawnLink('child', id, below(device.parent))];
    case 'vxlan':
    case 'tun':
    case 'ip-tunnel':
    case 'wireguard': {
      const carrier = carrierOf(device, node);
      return carrier === null ? [] : [drawnLink('carried', id, below(carrier))];
    }
    case 'bridge':
    case 'vrf':
      return [];
  }
}

type Tunnel = Extract<Device, { kind: 'vxlan' | 'tun' | 'ip-tunnel' | 'wireguard' }>;

function isTunnel(device: Device): device is Tunnel {
  return ['vxlan', 'tun', 'ip-tunnel', 'wireguard'].includes(device.kind);
}

/** The device by which the outer packets leave: the one below, or the one with their source. */
function carrierOf(tunnel: Tunnel, { root }: Node): string | null {
  const others = root.devices.filter(({ name }) => name !== tunnel.name);
  const having = (address: string) =>
    others.find(({ addresses }) => addresses.some((prefix) => prefix.address === address));
  const towards = (address: string) =>
    others.find(({ addresses }) => addresses.some((prefix) => covers(prefix, address)));
  switch (tunnel.kind) {
    case 'vxlan':
    case 'ip-tunnel':
      return tunnel.dev ?? having(tunnel.local)?.name ?? null;
    case 'tun':
      return having(tunnel.local.address)?.name ?? null;
    case 'wireguard': {
      const [endpoint] = tunnel.peers.flatMap((peer) => peer.endpoint ?? []);
      const nic = others.find(({ kind }) => kind === 'nic');
      return ((endpoint && towards(endpoint.address)) ?? nic)?.name ?? null;
    }
  }
}

/**
 * What the node forwards, from above to below: from its bridges and cables to the tunnels and
 * cards that routes of the scenario lead to, or else to all cards that have an address.
 */
function routedPairs({ root: { devices, routes } }: Node): readonly (readonly [string, string])[] {
  const free = devices.filter(({ master }) => master === null);
  const isOnNic = (device: Device): boolean =>
    device.kind === 'vlan' &&
    devices.some(({ name, kind }) => name === device.parent && kind === 'nic');
  const isAway = (device: Device): boolean =>
    device.kind === 'nic' || isTunnel(device) || isOnNic(device);
  const inside = free.filter(
    (device) =>
      (device.kind === 'bridge' && device.addresses.length > 0) ||
      (device.kind === 'veth' && device.peer.container !== null),
  );
  const away = free.filter(isAway);
  const ways = (vrf: string | null): readonly Device[] => {
    const own = away.filter((device) => device.vrf === vrf);
    const chosen = own.filter(({ name }) => routes.some(({ dev }) => dev === name));
    if (chosen.length > 0) return chosen;
    return own.filter((device) => !isTunnel(device) && device.addresses.length > 0);
  };
  return inside.flatMap((from) => ways(from.vrf).map((to) => [from.name, to.name] as const));
}
