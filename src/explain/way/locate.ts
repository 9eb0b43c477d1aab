/** Where a packet on its way was last seen, copies of a flood left aside. */
import type { Device, Endpoint, Node } from '../../topology/model.ts';
import { deviceAt, has } from '../situation.ts';
import type { NamespaceState } from '../state/snapshot.ts';
import type { Sighting } from './sighting.ts';
import type { Ends, Way } from './way.ts';

export interface Lab {
  readonly nodes: readonly Node[];
  readonly stateOf: (at: Endpoint) => NamespaceState | null;
}

/** The sighting at which the packet had come to where its destination is; null where it did not. */
export function arrivalOf(way: Way, { stateOf }: Lab): Sighting | null {
  const sightings = way.at(-1)?.sightings ?? [];
  const arrived = ({ at, direction, wraps, destination }: Sighting): boolean => {
    const state = stateOf(at);
    return direction === 'in' && wraps.length === 0 && state !== null && has(state, destination);
  };
  return sightings.findLast(arrived) ?? null;
}

/** Null for a way without sightings. */
export function lastOf(way: Way, ends: Ends, lab: Lab): Sighting | null {
  const sightings = (way.at(-1)?.sightings ?? []).filter((each) => isOnTheWay(each, ends, lab));
  const lastIn = sightings.findLastIndex(({ direction }) => direction !== 'out');
  const outs = sightings.slice(lastIn + 1);
  const best = outs.toSorted((a, b) => farther(b, ends, lab) - farther(a, ends, lab))[0];
  return best ?? sightings.at(-1) ?? way.at(-1)?.sightings.at(-1) ?? null;
}

/** False for a copy that a container heard which has nothing to do with it. */
export function isOnTheWay({ at, direction, device }: Sighting, ends: Ends, lab: Lab): boolean {
  const isEnd = (end: Endpoint | null) => at.node === end?.node && at.container === end.container;
  if (isEnd(ends.start) || isEnd(ends.target)) return true;
  if (at.container !== null) {
    return lab.stateOf(at)?.sysctls.get('net.ipv4.ip_forward') === '1' && direction !== 'passing';
  }
  return direction !== 'passing' || carriesOthers(deviceAt(lab.nodes, at, device), at, lab.nodes);
}

/** Ports of bridges and parents of other devices hear what is not for themselves. */
function carriesOthers(device: Device | null, at: Endpoint, nodes: readonly Node[]): boolean {
  if (device === null) return false;
  if (device.master !== null) return true;
  const node = nodes.find(({ name }) => name === at.node);
  const all = [
    ...(node?.root.devices ?? []),
    ...(node?.containers ?? []).flatMap(({ devices }) => devices),
  ];
  return all.some((each) => 'parent' in each && each.parent === device.name);
}

/** Of several devices that a frame left by, the one that leads on: to the target, or off the node. */
function farther({ at, device: name }: Sighting, { target }: Ends, { nodes }: Lab): number {
  const device = deviceAt(nodes, at, name);
  const isLocal = target?.node === at.node;
  switch (device?.kind) {
    case 'veth':
      return isLocal && device.peer.container === target.container ? 4 : 0;
    case 'nic':
      return 3;
    case 'vxlan':
    case 'tun':
    case 'ip-tunnel':
    case 'wireguard':
      return 2;
    default:
      return 1;
  }
}
