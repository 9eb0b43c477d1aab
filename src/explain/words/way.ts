/** The way of a packet through a lab, told from routes and tunnels as the scenario has them. */
import { covers, familyOf } from '../../topology/addressing.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Device, Namespace } from '../../topology/model.ts';
import { deviceWith, mainAddress, ownerOf, type Place } from '../../topology/places.ts';
import { routeLine } from '../../topology/route-line.ts';
import { wayOut } from '../../topology/way-out.ts';

/** More than any lab has: a loop. */
const MOST_HOPS = 16;

/** One line a place that the packet is sent or passed on by. */
export function wayLines(
  from: Place,
  address: string,
  places: readonly Place[],
): readonly string[] {
  const source = mainAddress(from, familyOf(address));
  const lines: string[] = [];
  let here: Place = from;
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    const name = endpointLabel(here.endpoint);
    if (deviceWith(here.namespace, address) !== undefined) {
      return hop === 0 ? [`${address} is ${name}'s own address: nothing leaves it`] : lines;
    }
    const way = wayOut(here.namespace, address);
    if (way === null) return [...lines, noWay(here, address)];
    const { device, nextHop, route } = way;
    const why =
      route === null
        ? `${name} is on the network of ${address}`
        : `${name} has the route \`${routeLine(route)}\``;
    const next = ownerOf(places, nextHop);
    const to = next === undefined ? 'nobody of this lab' : endpointLabel(next.endpoint);
    const what = [
      why,
      ...(hop === 0 ? [] : natWords(here.namespace, source, device.name)),
      `out by ${device.kind === 'bridge' ? 'the bridge ' : ''}${device.name}${carrierWords(device, here)}`,
      ...standInWords(device, next, places),
      ...tunnelWords(device, here, places),
      `to ${nextHop === address ? '' : `${nextHop}, `}${to}`,
    ];
    lines.push(what.join(', '));
    if (next === undefined) return lines;
    here = next;
  }
  return [...lines, 'and on without an end: the routes make a loop'];
}

function noWay({ endpoint, namespace }: Place, address: string): string {
  const name = endpointLabel(endpoint);
  const tables = namespace.rules.length > 0 || namespace.devices.some(({ kind }) => kind === 'vrf');
  if (tables) return `${name} chooses among several routing tables, by its rules and VRFs`;
  const learning = namespace.services.some(({ kind }) => kind === 'bird');
  return learning
    ? `${name} learns its route to ${address} by BGP`
    : `${name} has no route to ${address}: the packet ends there`;
}

function natWords({ nat }: Namespace, source: string | null, out: string): readonly string[] {
  const rule = nat.find(
    (each) =>
      each.kind !== 'dnat' &&
      source !== null &&
      covers(each.source, source) &&
      (each.out === null || each.out === out),
  );
  if (rule === undefined || rule.kind === 'dnat') return [];
  return [`gives it the source address ${rule.kind === 'snat' ? rule.to : `of ${out}`}`];
}

/** Who answers ARP for a next hop that is not on the segment. */
function standInWords(
  device: Device,
  next: Place | undefined,
  places: readonly Place[],
): readonly string[] {
  if (device.kind !== 'nic' || next === undefined) return [];
  const { segment } = device;
  const isThere = ({ node }: Place): boolean =>
    node.root.devices.some((each) => each.kind === 'nic' && each.segment === segment);
  if (isThere(next)) return [];
  const standIn = places.find(
    (place) =>
      place.endpoint.container === null &&
      isThere(place) &&
      place.namespace.sysctls.some(({ key, value }) => key.endsWith('.proxy_arp') && value === '1'),
  );
  if (standIn === undefined) return [];
  return [
    `to ${endpointLabel(standIn.endpoint)}, which answers ARP on its behalf and passes it on`,
  ];
}

/** What the device leads onto. */
function carrierWords(device: Device, { node, endpoint }: Place): string {
  switch (device.kind) {
    case 'nic':
      return ` onto the segment ${device.segment}`;
    case 'veth': {
      const inside = node.containers.find(({ name }) => name === device.peer.container);
      const peer = (inside ?? node.root).devices.find(({ name }) => name === device.peer.name);
      const { master } = peer ?? { master: null };
      if (master !== null) return ` through the bridge ${master} of ${node.name}`;
      const other = { node: endpoint.node, container: device.peer.container };
      return ` to its other end ${device.peer.name} at ${endpointLabel(other)}`;
    }
    case 'vlan':
      return `, tagged with VLAN ${device.id} on ${device.parent}`;
    case 'macvlan':
    case 'ipvlan':
      return `, a ${device.kind} (mode ${device.mode}) on ${device.parent} of ${node.name}`;
    case 'bridge':
    case 'vxlan':
    case 'tun':
    case 'ip-tunnel':
    case 'wireguard':
    case 'vrf':
      return '';
  }
}

/** How a tunnel wraps the packet, and where the outer packet leaves. */
function tunnelWords(device: Device, here: Place, places: readonly Place[]): readonly string[] {
  const wrapped = wrapping(device);
  if (wrapped === null) return [];
  const below = wrapped.remote === null ? null : wayOut(here.node.root, wrapped.remote);
  const owner = wrapped.remote === null ? undefined : ownerOf(places, wrapped.remote);
  const remote = owner === undefined ? '' : ` (${endpointLabel(owner.endpoint)})`;
  return [
    `wrapped in ${wrapped.words}${remote}`,
    ...(below === null ? [] : [`which leaves by ${below.device.name}`]),
  ];
}

interface Wrapping {
  readonly words: string;
  /** The outer packet's destination; null where it is not one. */
  readonly remote: string | null;
}

function wrapping(device: Device): Wrapping | null {
  switch (device.kind) {
    case 'vxlan': {
      const [remote = null, ...others] = device.remotes;
      const outer = `VXLAN ${device.vni} (UDP port ${device.port}) from ${device.local}`;
      if (remote === null) return { words: `${outer} to whom its FDB names`, remote: null };
      const to = [remote, ...others].join(' or ');
      return { words: `${outer} to ${to}`, remote: others.length === 0 ? remote : null };
    }
    case 'tun': {
      const { local, remote } = device;
      const ends = `from ${local.address} to ${remote.address}`;
      return { words: `UDP (port ${remote.port}) ${ends}`, remote: remote.address };
    }
    case 'ip-tunnel': {
      const { encapsulation, local, remote, key } = device;
      const keyed = key === null ? '' : ` with key ${key}`;
      return { words: `${encapsulation}${keyed} from ${local} to ${remote}`, remote };
    }
    case 'wireguard':
      return { words: 'WireGuard, encrypted for the peer', remote: null };
    case 'nic':
    case 'bridge':
    case 'veth':
    case 'vlan':
    case 'vrf':
    case 'macvlan':
    case 'ipvlan':
      return null;
  }
}
