/** Which way a namespace sends a packet, as the topology has it. */
import { covers } from './addressing.ts';
import type { Device, Namespace, Route } from './model.ts';

/** How a packet leaves a namespace. */
export interface WayOut {
  readonly device: Device;
  readonly nextHop: string;
  /** What takes it there; null for a network that the device is on. */
  readonly route: Route | null;
}

/**
 * By the longest prefix, as the kernel chooses. Null for no route, and where rules or VRFs have more
 * tables than one.
 */
export function wayOut({ devices, routes, rules }: Namespace, address: string): WayOut | null {
  if (rules.length > 0 || devices.some(({ kind }) => kind === 'vrf')) return null;
  const connected = devices
    .filter(({ up }) => up)
    .flatMap((device) =>
      device.addresses
        .filter((own) => covers(own, address))
        .map(({ length }) => ({
          length,
          way: { device, nextHop: farEnd(device, address) ?? address, route: null },
        })),
    );
  const routed = routes
    .filter(({ to, table }) => table === null && covers(to, address))
    .flatMap((route) => {
      const { to, via, dev } = route;
      const device = devices.find(({ name }) => name === dev);
      if (device === undefined) return [];
      const nextHop = via ?? farEnd(device, address) ?? address;
      return [{ length: to.length, way: { device, nextHop, route } }];
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
