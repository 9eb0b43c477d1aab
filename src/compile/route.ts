import { formatPrefix, networkOf } from '../scenario/parse/prefix.ts';
import { familyOf, isHost } from '../topology/addressing.ts';
import type { Device, Namespace, Route } from '../topology/model.ts';
import type { Prefix } from '../topology/prefix.ts';
import type { RouteFact } from './fact.ts';
import { vrfRouteFacts } from './vrf.ts';

/**
 * The routes that can and need be installed: not those over a device that is down, which the
 * kernel refuses, nor those that an address of the device brings along.
 */
export function installedRoutes({ devices, routes }: Namespace): readonly Route[] {
  const up = new Set(devices.filter((device) => device.up).map((device) => device.name));
  const given = new Set(connectedIn(devices).map((fact) => destination(fact, fact.table)));
  return routes.filter(
    (route) =>
      up.has(route.dev) &&
      !(isPlain(route) && given.has(destination(route, String(route.table ?? 'main')))),
  );
}

function isPlain({ via, metric, src }: Route): boolean {
  return via === null && src === null && (metric ?? 0) === 0;
}

function destination({ to, dev }: { to: Prefix; dev: string | null }, table: string): string {
  return `${formatPrefix(to)} ${dev ?? ''} ${table}`;
}

/** Line for `ip -batch` that adds a route. */
export function routeAddLine({ to, via, dev, src, metric, onlink, table }: Route): string {
  const nextHop = via === null ? '' : ` via ${nextHopWords(via, to)}`;
  const options = [
    table === null ? '' : ` table ${table}`,
    src === null ? '' : ` src ${src}`,
    metric === null ? '' : ` metric ${metric}`,
    onlink ? ' onlink' : '',
  ];
  return `route add ${formatPrefix(to)}${nextHop} dev ${dev}${options.join('')}`;
}

function nextHopWords(via: string, to: Prefix): string {
  const family = familyOf(via);
  if (family === to.family) return via;
  return `${family === 6 ? 'inet6' : 'inet'} ${via}`;
}

/** All routes that there must be: those of the addresses and those of the scenario. */
export function routeFacts(namespace: Namespace): readonly RouteFact[] {
  return [
    ...connectedIn(namespace.devices),
    ...vrfRouteFacts(namespace),
    ...installedRoutes(namespace).map((route) => routeFact(route)),
  ];
}

function routeFact(route: Route): RouteFact {
  const { to, via, dev, src, onlink } = route;
  const metric = route.metric === defaultMetric(to) ? null : route.metric;
  const table = route.table === null ? 'main' : String(route.table);
  return { kind: 'route', type: 'unicast', table, to, via, dev, src, metric, onlink };
}

/** Metric of a route for which nobody asks for one (IP6_RT_PRIO_USER for IPv6). */
export function defaultMetric(to: Prefix): number {
  return to.family === 4 ? 0 : 1024;
}

/** Those of devices in a VRF are in its table. */
function connectedIn(devices: readonly Device[]): readonly RouteFact[] {
  return devices.flatMap((device) => {
    const vrf = devices.find((other) => other.kind === 'vrf' && other.name === device.vrf);
    return connectedRoutes(device, vrf?.kind === 'vrf' ? String(vrf.table) : 'main');
  });
}

/**
 * The routes that the kernel adds for a device's addresses while it is up: one a network, none for
 * an IPv4 address of full length; an IPv4 one carries the network's first address as its source.
 */
function connectedRoutes(device: Device, table: string): readonly RouteFact[] {
  if (!device.up) return [];
  const routes = new Map<string, RouteFact>();
  for (const address of device.addresses) {
    const to = networkOf(address);
    const key = formatPrefix(to);
    if (routes.has(key) || (address.family === 4 && isHost(address))) continue;
    routes.set(key, {
      kind: 'route',
      type: 'unicast',
      table,
      to,
      via: null,
      dev: device.name,
      src: address.family === 4 ? address.address : null,
      metric: null,
      onlink: false,
    });
  }
  return [...routes.values()];
}
