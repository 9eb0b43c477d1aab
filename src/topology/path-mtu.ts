/** The MTU of a way through the lab, as the topology has it. */
import { prefixOf } from './addressing.ts';
import { deviceWith, mainAddress, ownerOf, type Place } from './places.ts';
import { wayOut } from './way-out.ts';

/** More hops than any lab has: a loop. */
const MOST_HOPS = 32;

/**
 * Smallest MTU of the devices that a packet leaves by on its way to the address, and its answer on
 * the way back. Null where the topology does not tell: no route, or nobody who has the next hop.
 * What answers for others (proxy ARP) is not followed, nor is who has rules for other tables, or VRFs.
 */
export function pathMtu(from: Place, address: string, places: readonly Place[]): number | null {
  const target = ownerOf(places, address);
  const source = mainAddress(from, prefixOf(address).family);
  if (target === undefined || source === null) return null;
  const there = oneWay(from, address, places);
  const back = oneWay(target, source, places);
  return there === null || back === null ? null : Math.min(there, back);
}

function oneWay(from: Place, address: string, places: readonly Place[]): number | null {
  let here: Place = from;
  let smallest = Infinity;
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    if (deviceWith(here.namespace, address) !== undefined) {
      return Number.isFinite(smallest) ? smallest : null;
    }
    const way = wayOut(here.namespace, address);
    if (way === null) return null;
    smallest = Math.min(smallest, way.device.mtu);
    const next = ownerOf(places, way.nextHop);
    if (next === undefined) return null;
    here = next;
  }
  return null;
}
