import { formatPrefix, networkOf } from '../scenario/parse/prefix.ts';
import { familyOf, isHost } from '../topology/addressing.ts';
import type { Device, Namespace, Prefix, Route } from '../topology/model.ts';
import type { RouteFact } from './fact.ts';

/**
 * The routes that can and need be installed: not those over a device that is down, which the
 * kernel refuses, nor those that an address of the device brings along.
 */
export function installedRoutes({ devices, routes }: Namespace): readonly Route[] {
  const up = new Set(devices.filter((device) => device.up).map((device) => device.name));
  const given = new Set(devices.flatMap(connectedRoutes).map(destination));
  return routes.filter(
    (route) => up.has(route.dev) && !(isPlain(route) && given.has(destination(route))),
  );
}

function isPlain({ via, metric, src, table }: Route): boolean {
  return table === null && via === null && src === null && (metric ?? 0) === 0;
}

function destination({ to, dev }: { to: Prefix; dev: string | null }): string {
  return `${formatPrefix(to)} ${dev ?? ''}`;
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
    ...namespace.devices.flatMap(connectedRoutes),
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

/**
 * The routes that the kernel adds for a device's addresses while it is up: one a network, none for
 * an IPv4 address of full length; an IPv4 one carries the network's first address as its source.
 */
function connectedRoutes(device: Device): readonly RouteFact[] {
  if (!device.up) return [];
  const routes = new Map<string, RouteFact>();
  for (const address of device.addresses) {
    const to = networkOf(address);
    const key = formatPrefix(to);
    if (routes.has(key) || (address.family === 4 && isHost(address))) continue;
    routes.set(key, {
      kind: 'route',
      type: 'unicast',
      table: 'main',
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
