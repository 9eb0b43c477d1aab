import { tunnelEnds } from '../devices/tunnel-ends.ts';
import { parseAddress } from '../parse/address.ts';
import type { RawPortVlans } from '../schema/scenario.ts';
import { findBridge, type Lab, type LabDevice, type LabNamespace } from './lab.ts';

/** Tells which devices hear each other's broadcasts, by a name for each such set. */
export type Wires = (device: LabDevice) => string;

/** Names of what is joined, which only has to differ where the things do. */
type Name = string;

/** Two names of one wire. */
type Join = readonly [Name, Name];

function key(node: string, container: string | null, name: string): Name {
  return `device ${node} ${container ?? ''} ${name}`;
}

function ownKey({ node, container, name }: LabDevice): Name {
  return key(node, container, name);
}

function pair(local: unknown, remote: unknown): string {
  return [JSON.stringify(local), JSON.stringify(remote)].toSorted().join(' ');
}

/** VLAN of ports that say none (default_pvid, ip-link(8)). */
const DEFAULT_VLAN: RawPortVlans = { untagged: 1 };

/** What makes a device's wire that of others; `root` gives the name of a whole wire. */
function joinsOf(
  device: LabDevice,
  space: LabNamespace,
  root: (name: Name) => Name,
): readonly Join[] {
  const own = ownKey(device);
  const joins = linkNames(device, space, root).map((name): Join => [own, name]);
  return [...joins, ...portJoins(device, space, root)];
}

/** As the port of a bridge, or the bridge itself. One that filters is a wire for each VLAN. */
function portJoins(
  device: LabDevice,
  space: LabNamespace,
  root: (name: Name) => Name,
): readonly Join[] {
  const { type, node, settings } = device;
  const bridge = type.kind === 'bridge' ? device : findBridge(space, settings.bridge);
  if (bridge?.type.kind !== 'bridge') return [];
  const own = ownKey(device);
  if (!bridge.type.vlanFiltering) return [[own, ownKey(bridge)]];
  const inside = (id: number): Name => `inside ${node} ${bridge.name} VLAN ${id}`;
  const { untagged, tagged = [] } = settings.vlans ?? DEFAULT_VLAN;
  return [
    ...(untagged === undefined ? [] : [[own, inside(untagged)] as const]),
    ...[tagged].flat().map((id): Join => [tag(root(own), id), inside(id)]),
  ];
}

/** The frames with a tag on a wire are a wire of their own. */
function tag(wire: Name, id: number): Name {
  return `VLAN ${id} on ${wire}`;
}

function linkNames(
  device: LabDevice,
  space: LabNamespace,
  root: (name: Name) => Name,
): readonly Name[] {
  const { node, type } = device;
  switch (type.kind) {
    case 'interface':
      return [`segment ${type.spec.segment}`];
    case 'vxlan': {
      const ends = tunnelEnds(device);
      const remotes = ends?.remotes.map(({ address }) => address.address) ?? [];
      return [...remotes, ...entriesOf(device, space)].map(
        (remote) => `vxlan ${type.spec.vni} ${pair(ends?.local?.address.address, remote)}`,
      );
    }
    case 'tun':
      return [`tun ${pair(type.spec.local, type.spec.remote)}`];
    case 'ip-tunnel': {
      const { kind, local, remote } = type.spec;
      return [`${kind} ${type.spec.key ?? ''} ${pair(local, remote)}`];
    }
    case 'wireguard':
      return Object.keys(type.spec.peers).map((peer) => `wireguard ${pair(node, peer)}`);
    case 'veth':
      return [key(node, type.peer.container, type.peer.name)];
    case 'vlan':
      return [tag(root(key(node, null, type.parent)), type.id)];
    case 'macvlan':
      return [key(node, null, type.parent)];
    case 'ipvlan': {
      // In the layer 3 modes nobody asks by ARP, and broadcasts go nowhere.
      const parent = key(node, null, type.parent);
      return [type.mode === 'l2' ? parent : `${type.mode} on ${parent}`];
    }
    case 'bridge':
    case 'vrf':
      return [];
  }
}

/** The far ends that static entries of a VXLAN device name. */
function entriesOf({ name }: LabDevice, { spec }: LabNamespace): readonly string[] {
  const entries = 'fdb' in spec ? (spec.fdb ?? []) : [];
  return entries.flatMap(({ dev, dst }) =>
    dev === name && dst !== undefined ? (parseAddress(dst)?.address ?? []) : [],
  );
}

export function findWires(lab: Lab): Wires {
  const parents = new Map<Name, Name>();
  const root = (name: Name): Name => {
    const parent = parents.get(name);
    return parent === undefined ? name : root(parent);
  };
  const devices = lab.namespaces.flatMap((space) =>
    space.devices.map((device) => ({ device, space })),
  );
  // Wires that turn out to be one make one of the VLANs on them, a level of them each time.
  const levels = devices.filter(
    ({ device: { type, settings } }) => type.kind === 'vlan' || settings.vlans !== undefined,
  ).length;
  for (let round = 0; round <= levels; round += 1) {
    for (const { device, space } of devices) {
      for (const [one, other] of joinsOf(device, space, root)) {
        const [a, b] = [root(one), root(other)];
        if (a !== b) parents.set(a, b);
      }
    }
  }
  return (device) => root(ownKey(device));
}
