/** Chooses what a source of a no_reach check must reach for its silence to mean something. */
import { covers, familyOf } from './addressing.ts';
import type { Target } from './checks/parts.ts';
import type { Bridge, Device, Node, Veth } from './model.ts';
import { endpointLabel } from './endpoint-label.ts';
import { ownerOf, type Place } from './places.ts';

/**
 * The source's own gateway, or a neighbour on one of its wires, but nothing that the scenario says
 * the source must not reach. Null when there is none.
 */
export function defaultControl(
  from: Place,
  forbidden: ReadonlySet<string>,
  places: readonly Place[],
): Target | null {
  const gateways = from.namespace.routes.flatMap(({ to, via, table }) =>
    table === null && to.length === 0 && via !== null ? [via] : [],
  );
  const candidates = [...gateways, ...neighbours(from, places)];
  const address = candidates.find((candidate) => !forbidden.has(candidate));
  if (address === undefined) return null;
  const owner = ownerOf(places, address);
  return {
    label: owner === undefined ? address : endpointLabel(owner.endpoint),
    address,
    family: familyOf(address),
    endpoint: owner?.endpoint ?? null,
  };
}

/** Addresses of other places in the source's own networks and on the same wire. */
function neighbours(from: Place, places: readonly Place[]): readonly string[] {
  const others = places.filter(({ namespace }) => namespace !== from.namespace);
  return from.namespace.devices.flatMap((own) =>
    others.flatMap((place) =>
      place.namespace.devices
        .filter((device) => onOneWire({ place: from, device: own }, { place, device }))
        .flatMap(({ addresses }) => addresses)
        .filter(({ address }) => own.addresses.some((network) => covers(network, address)))
        .map(({ address }) => address),
    ),
  );
}

interface Attachment {
  readonly place: Place;
  readonly device: Device;
}

function onOneWire(one: Attachment, other: Attachment): boolean {
  if (!one.device.up || !other.device.up) return false;
  const wire = wireOf(one.place.node, one.device);
  return wire === wireOf(other.place.node, other.device) && canTalk(one, other);
}

/** Names the L2 network that a device is on: a segment, or something inside the node. */
function wireOf(node: Node, device: Device): string {
  const inRoot = (name: string) => node.root.devices.find((other) => other.name === name);
  switch (device.kind) {
    case 'nic':
      return `segment ${device.segment}`;
    case 'bridge': {
      if (device.vlanFiltering) return insideOf(node, device, device.vlans?.untagged ?? null);
      const ports = node.root.devices.filter(({ master }) => master === device.name);
      const out = ports.find(({ kind }) => kind === 'nic' || kind === 'vlan');
      return out === undefined ? `bridge ${node.name} ${device.name}` : wireOf(node, out);
    }
    case 'veth': {
      const ends = [device, peerOf(node, device)];
      const port = ends.find((end) => end?.master != null);
      const bridge = port?.master == null ? undefined : inRoot(port.master);
      if (bridge?.kind === 'bridge' && bridge.vlanFiltering) {
        return insideOf(node, bridge, port?.vlans?.untagged ?? null);
      }
      if (bridge !== undefined) return wireOf(node, bridge);
      return `veth ${node.name} ${ends
        .map((end) => end?.mac ?? '')
        .toSorted()
        .join(' ')}`;
    }
    case 'vlan': {
      const parent = inRoot(device.parent);
      if (parent?.kind === 'bridge' && parent.vlanFiltering) {
        return insideOf(node, parent, device.id);
      }
      const below =
        parent === undefined ? `parent ${node.name} ${device.parent}` : wireOf(node, parent);
      return `VLAN ${device.id} on ${below}`;
    }
    case 'macvlan':
    case 'ipvlan': {
      if (device.mode === 'l3' || device.mode === 'l3s') {
        return `${device.mode} ${node.name} ${device.parent}`;
      }
      const parent = inRoot(device.parent);
      return parent === undefined ? `parent ${node.name} ${device.parent}` : wireOf(node, parent);
    }
    case 'vxlan':
    case 'tun':
    case 'ip-tunnel':
    case 'vrf':
    case 'wireguard':
      return `${device.kind} ${node.name} ${device.name}`;
  }
}

/** One VLAN of a bridge that keeps them apart. */
function insideOf(node: Node, { name }: Bridge, id: number | null): string {
  return `bridge ${node.name} ${name} VLAN ${id ?? 'none'}`;
}

function peerOf(node: Node, { peer }: Veth): Device | undefined {
  const place = node.containers.find(({ name }) => name === peer.container) ?? node.root;
  return place.devices.find(({ name }) => name === peer.name);
}

/** Parents and what sits on them are kept apart, and macvlan siblings too unless in bridge mode. */
function canTalk(one: Attachment, other: Attachment): boolean {
  const devices = [one.device, other.device];
  if (one.place.node !== other.place.node) return true;
  return (
    devices.every(({ kind }) => kind !== 'macvlan' && kind !== 'ipvlan') ||
    devices.every((device) => device.kind === 'macvlan' && device.mode === 'bridge') ||
    devices.every(({ kind }) => kind === 'ipvlan')
  );
}
