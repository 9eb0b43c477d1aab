import { ADDRESS_BITS } from '../parse/ip-number.ts';
import {
  contains,
  formatPrefix,
  networkOf,
  parseNetwork,
  type ParsedPrefix,
} from '../parse/prefix.ts';
import { groupBy } from '../rules/group-by.ts';
import { type LabNamespace, layOut } from '../rules/lab.ts';
import type { RawRoute, RawScenario } from '../schema/scenario.ts';
import { isRouted, saysForwarding } from './forwarding.ts';
import type { Filled, GivenText } from './given.ts';
import { type Way, waysFrom } from './next-hops.ts';
import { type Wire, wiresOf } from './wire-list.ts';
import { readAt, writeAt } from './write-at.ts';

/** A network that packets may be sent to, with the wire that it is on. */
interface Destination {
  readonly network: ParsedPrefix;
  readonly wire: Wire;
}

function networksOn(wire: Wire): readonly Destination[] {
  const networks = wire.devices
    .flatMap(({ addresses }) => addresses.map(({ prefix }) => prefix))
    .filter(({ family, length }) => length < ADDRESS_BITS[family])
    .map(networkOf);
  return groupBy(networks, formatPrefix).flatMap(([network]) =>
    network === undefined ? [] : [{ network, wire }],
  );
}

/** A tunnel that is no port of a bridge: between its ends there is nobody. */
function isMereTunnel({ kind, isTunnelled }: Wire): boolean {
  return kind === 'link' && isTunnelled;
}

/**
 * The networks that somebody lives in. One that several wires have is left out, as a route could
 * mean any of them.
 */
function destinationsOf(wires: readonly Wire[]): readonly Destination[] {
  const lived = wires.filter((wire) => !isMereTunnel(wire));
  return groupBy(lived.flatMap(networksOn), ({ network }) => formatPrefix(network)).flatMap(
    (same) => (same.length === 1 ? same : []),
  );
}

/** A tunnel is there to be used; a bridge that spans nodes joins their containers, not the nodes. */
function rankOf(wire: Wire): number {
  if (isMereTunnel(wire)) return 0;
  return wire.kind === 'bridge' ? 2 : 1;
}

/** Whether tunnels may run over the wire, so that the way to it must not lead through one. */
function mayCarryTunnels({ kind, isTunnelled }: Wire): boolean {
  return kind !== 'bridge' && !isTunnelled;
}

function overlaps(a: ParsedPrefix, b: ParsedPrefix): boolean {
  return contains(a, b) || contains(b, a);
}

/** Whether the node has the network itself, or has a route that decides about it. */
function isSettled({ devices, routes }: LabNamespace, network: ParsedPrefix): boolean {
  const own = devices.flatMap(({ addresses }) => addresses.map(({ prefix }) => prefix));
  const written = routes
    .filter(({ route }) => route.table === undefined)
    .flatMap(({ route }) => parseNetwork(route.to) ?? []);
  return (
    own.some((prefix) => overlaps(networkOf(prefix), network)) ||
    written.some((prefix) => prefix.length > 0 && contains(prefix, network))
  );
}

function leadsTo({ to }: Way, { network, wire }: Destination): boolean {
  const isThere = wire.devices.some(
    (device) =>
      to.devices.includes(device) &&
      device.addresses.some(({ prefix }) => contains(network, prefix)),
  );
  return isThere && saysForwarding(to, network.family) === true;
}

function routesFor(
  space: LabNamespace,
  destinations: readonly Destination[],
  ways: (destination: Destination) => readonly Way[],
): readonly RawRoute[] {
  return destinations.flatMap((destination): readonly RawRoute[] => {
    if (isSettled(space, destination.network)) return [];
    const way = ways(destination).find((one) => leadsTo(one, destination));
    if (way === undefined) return [];
    const { via, dev } = way.hop;
    const to = formatPrefix(destination.network);
    return [via === null ? { to, dev } : { to, via, dev }];
  });
}

function routeText({ to, via, dev = '' }: RawRoute): string {
  return via === undefined ? `${to} dev ${dev}` : `${to} via ${via} dev ${dev}`;
}

/** Gives nodes routes to the networks that they are not on, by the fewest nodes that forward. */
export function giveRoutes(written: RawScenario): Filled {
  const lab = layOut(written);
  const wires = wiresOf(written, lab).toSorted((a, b) => rankOf(a) - rankOf(b));
  const destinations = destinationsOf(wiresOf(written, lab));
  const roots = lab.namespaces.filter(({ container }) => container === null);
  const given: GivenText[] = [];
  let scenario = written;
  for (const space of roots.filter((root) => isRouted(written, root))) {
    const among = (usable: readonly Wire[]) => ({
      4: waysFrom({ roots, wires: usable, family: 4 }, space),
      6: waysFrom({ roots, wires: usable, family: 6 }, space),
    });
    const [all, below] = [among(wires), among(wires.filter(mayCarryTunnels))];
    const routes = routesFor(
      space,
      destinations,
      ({ network, wire }) => (mayCarryTunnels(wire) ? below : all)[network.family],
    );
    if (routes.length === 0) continue;
    const path = [...space.path, 'routes'];
    const before = (readAt(scenario, path) ?? []) as readonly RawRoute[];
    scenario = writeAt(scenario, path, [...before, ...routes]);
    given.push(
      ...routes.map((route) => {
        return { what: 'route', to: space.label, text: routeText(route), path } as const;
      }),
    );
  }
  return { scenario, given, missing: [] };
}
