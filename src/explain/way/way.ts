/** The way that one packet took, put together from where it was seen. */
import type { Endpoint, Node } from '../../topology/model.ts';
import type { Sighting } from './sighting.ts';

/** A packet on one node, from coming in (or being made there) to leaving it. */
interface Visit {
  readonly node: string;
  /** Segment that it came in from; null where it was made, and out of a tunnel nobody looks into. */
  readonly from: string | null;
  /** In the order of their time; at least one. */
  readonly sightings: readonly Sighting[];
}

/** In the order of the way; empty when nothing was seen. */
export type Way = readonly Visit[];

/** Where a way is to begin and to end, as far as that is known. */
export interface Ends {
  readonly start: Endpoint | null;
  readonly target: Endpoint | null;
}

/** Puts the sightings of one packet into the order of its way; copies that went elsewhere are left out. */
export function wayOf(sightings: readonly Sighting[], nodes: readonly Node[], ends: Ends): Way {
  const visits = nodes.flatMap((node) => visitsOn(node, sightings));
  const origins = visits.filter(({ from }) => from === null);
  const starts = origins.filter(({ node }) => ends.start === null || node === ends.start.node);
  const best = (starts.length > 0 ? starts : origins.length > 0 ? origins : visits)
    .map((start) => longest([start], visits, nodes, ends))
    .toSorted((a, b) => worth(b, ends) - worth(a, ends));
  return best[0] ?? [];
}

/** A visit begins where a packet comes in from a segment, or out of a tunnel that hides it. */
function visitsOn(node: Node, sightings: readonly Sighting[]): readonly Visit[] {
  const own = sightings
    .filter(({ at }) => at.node === node.name)
    .toSorted((a, b) => Number(a.timeNs - b.timeNs));
  const visits: { node: string; from: string | null; sightings: Sighting[] }[] = [];
  for (const sighting of own) {
    const entry = entryOf(node, sighting);
    const last = visits.at(-1);
    if (last === undefined || entry !== 'inside') {
      const from = entry === 'inside' ? null : entry.segment;
      visits.push({ node: node.name, from, sightings: [sighting] });
    } else {
      last.sightings.push(sighting);
    }
  }
  return visits;
}

function entryOf(node: Node, sighting: Sighting): 'inside' | { readonly segment: string | null } {
  if (sighting.direction === 'out' || sighting.at.container !== null) return 'inside';
  const device = node.root.devices.find(({ name }) => name === sighting.device);
  if (device?.kind === 'nic') return { segment: device.segment };
  return device?.kind === 'wireguard' ? { segment: null } : 'inside';
}

/** Segments that a visit's packet was sent into, in that order. */
function segmentsLeftTo(
  { node: name, sightings }: Visit,
  nodes: readonly Node[],
): readonly string[] {
  const devices = nodes.find((node) => node.name === name)?.root.devices ?? [];
  return sightings.flatMap(({ at, device, direction }) => {
    const nic = devices.find((each) => each.name === device);
    const left = at.container === null && direction === 'out' && nic?.kind === 'nic';
    return left ? [nic.segment] : [];
  });
}

/** Follows the packet as far as it goes; of several ways, the one that tells most. */
function longest(way: Way, visits: readonly Visit[], nodes: readonly Node[], ends: Ends): Way {
  const last = way.at(-1);
  if (last === undefined) return way;
  const segments = new Set(segmentsLeftTo(last, nodes));
  const sealed = last.sightings.some(({ at, device, direction }) => {
    const devices = nodes.find(({ name }) => name === at.node)?.root.devices ?? [];
    const kind = devices.find(({ name }) => name === device)?.kind;
    return direction === 'out' && kind === 'wireguard';
  });
  const next = visits.filter(
    (visit) =>
      !way.includes(visit) &&
      (visit.from === null ? sealed && visit.node !== last.node : segments.has(visit.from)) &&
      !(visit.from === null && visit === way[0]),
  );
  const further = next.map((visit) => longest([...way, visit], visits, nodes, ends));
  return [way, ...further].toSorted((a, b) => worth(b, ends) - worth(a, ends))[0] ?? way;
}

/** Reaching the target counts most, then what a node did with the packet beyond hearing it. */
function worth(way: Way, { target }: Ends): number {
  const all = way.flatMap(({ sightings }) => sightings);
  const arrived =
    target !== null &&
    all.some(
      ({ at, direction, wraps }) =>
        at.node === target.node &&
        at.container === target.container &&
        direction === 'in' &&
        wraps.length === 0,
    );
  const handled = all.filter(({ direction }) => direction !== 'passing').length;
  const atTarget = way.some(({ node }) => node === target?.node);
  return (arrived ? 10_000 : 0) + (atTarget ? 1000 : 0) + handled;
}
