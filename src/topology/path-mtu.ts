/** The MTU of a way through the lab, as the topology has it. */
import { covers, prefixOf } from './addressing.ts';
import type { Device, Namespace } from './model.ts';
import { deviceWith, mainAddress, ownerOf, type Place } from './places.ts';

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

interface WayOut {
  readonly device: Device;
  readonly nextHop: string;
}

/** By the longest prefix, as the kernel chooses. */
function wayOut({ devices, routes, rules }: Namespace, address: string): WayOut | null {
  if (rules.length > 0 || devices.some(({ kind }) => kind === 'vrf')) return null;
  const connected = devices
    .filter(({ up }) => up)
    .flatMap((device) =>
      device.addresses
        .filter((own) => covers(own, address))
        .map(({ length }) => ({
          length,
          way: { device, nextHop: farEnd(device, address) ?? address },
        })),
    );
  const routed = routes
    .filter(({ to, table }) => table === null && covers(to, address))
    .flatMap(({ to, via, dev }) => {
      const device = devices.find(({ name }) => name === dev);
      if (device === undefined) return [];
      const nextHop = via ?? farEnd(device, address) ?? address;
      return [{ length: to.length, way: { device, nextHop } }];
    });
  const [best] = [...connected, ...routed].toSorted((a, b) => b.length - a.length);
  return best?.way ?? null;
}

/** Where packets come out that go into a tunnel without next hops. */
function farEnd(device: Device, address: string): string | null {
  switch (device.kind) {
    case 'tun':
      return device.remote.address;
    case 'ip-tunnel':
      return device.mac === null ? device.remote : null;
    case 'wireguard': {
      const peer = device.peers.find(({ allowedIps }) =>
        allowedIps.some((network) => covers(network, address)),
      );
      return peer?.endpoint?.address ?? null;
    }
    default:
      return null;
  }
}
