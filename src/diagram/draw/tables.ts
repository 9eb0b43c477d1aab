import ipaddr from 'ipaddr.js';
import { defaultMetric, routeFacts } from '../../compile/route.ts';
import type { RouteFact } from '../../compile/fact.ts';
import { formatPrefix } from '../../scenario/parse/prefix.ts';
import type { FilterChain, FilterRule, Nat } from '../../topology/filtering.ts';
import type { FdbEntry, Namespace, Neighbour, PolicyRule } from '../../topology/model.ts';
import { routeLine } from '../../topology/route-line.ts';
import type { DrawnRow, DrawnTable, TableKind } from '../drawing.ts';

type Cells = readonly [string, string];

/** What a place holds in tables, its routes first; empty ones are left out. */
export function placeTables(place: string, namespace: Namespace): readonly DrawnTable[] {
  const { rules, nat, firewall, neighbours, fdb } = namespace;
  const rows: Readonly<Record<TableKind, readonly Cells[]>> = {
    routes: routeFacts(namespace)
      .toSorted(asListed)
      .map((route) => routeCells(withoutOwnSource(route, namespace))),
    rules: rules.map(ruleCells),
    nat: nat.map(natCells),
    firewall: firewall.flatMap(chainCells),
    neighbours: neighbours.map(neighbourCells),
    fdb: fdb.map(fdbCells),
    links: [],
  };
  return (Object.keys(rows) as TableKind[])
    .map((kind) => drawTable(place, kind, rows[kind]))
    .filter((table) => table.rows.length > 0);
}

export function drawTable(place: string, kind: TableKind, rows: readonly Cells[]): DrawnTable {
  return {
    id: `table:${place}:${kind}`,
    kind,
    title: `${kind} of ${place}`,
    rows: rows.map((cells) => drawRow(place, kind, cells)),
  };
}

/** A row is what it says: `route:node1:10.0.0.0/16 dev ens5`. */
export function drawRow(place: string, kind: TableKind, cells: Cells): DrawnRow {
  const singular =
    kind === 'nat' || kind === 'firewall' || kind === 'fdb' ? kind : kind.slice(0, -1);
  return { id: `${singular}:${place}:${cells.join(' ').trim()}`, mark: null, cells };
}

/** The order of ip-route(8): by destination, the default route first. */
function asListed({ to: a }: RouteFact, { to: b }: RouteFact): number {
  if (a.family !== b.family) return a.family - b.family;
  const [x, y] = [ipaddr.parse(a.address).toByteArray(), ipaddr.parse(b.address).toByteArray()];
  const at = x.findIndex((byte, index) => byte !== y[index]);
  if (at !== -1) return (x[at] ?? 0) - (y[at] ?? 0);
  return a.length - b.length;
}

/** The destination, and the rest. */
export function routeCells(route: RouteFact): Cells {
  const [to = '', ...rest] = routeLine(route).split(' ');
  const type = route.type === 'unicast' ? [] : [route.type];
  const table = route.table === 'main' ? [] : [`table ${route.table}`];
  return [to, [...type, ...rest, ...table].join(' ')];
}

/** An address brings a route with itself as the source, which goes without saying. */
function withoutOwnSource(route: RouteFact, { devices }: Namespace): RouteFact {
  const device = devices.find(({ name }) => name === route.dev);
  const own = device?.addresses.some(({ address }) => address === route.src) ?? false;
  const metric = route.metric === defaultMetric(route.to) ? null : route.metric;
  return own && route.via === null ? { ...route, src: null, metric } : { ...route, metric };
}

function ruleCells({ priority, from, to, iif, fwmark, table }: PolicyRule): Cells {
  const words = [
    `from ${from === null ? 'all' : formatPrefix(from)}`,
    ...(to === null ? [] : [`to ${formatPrefix(to)}`]),
    ...(iif === null ? [] : [`iif ${iif}`]),
    ...(fwmark === null ? [] : [`fwmark ${fwmark}`]),
    `table ${table}`,
  ];
  return [String(priority), words.join(' ')];
}

function natCells(nat: Nat): Cells {
  switch (nat.kind) {
    case 'masquerade':
      return [formatPrefix(nat.source), `masquerade${by('out', nat.out)}`];
    case 'snat':
      return [formatPrefix(nat.source), `from ${nat.to}${by('out', nat.out)}`];
    case 'dnat': {
      const protocol = nat.protocol === null ? '' : `${nat.protocol} `;
      const target = withPort(nat.to.address, nat.to.port);
      return [`${protocol}${withPort(nat.address, nat.port)}`, `to ${target}${by('in', nat.in)}`];
    }
  }
}

function by(way: 'in' | 'out', device: string | null): string {
  return device === null ? '' : ` ${way} ${device}`;
}

function withPort(address: string, port: number | null): string {
  if (port === null) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function chainCells({ hook, policy, rules }: FilterChain): readonly Cells[] {
  return [...rules.map((rule): Cells => [hook, filterText(rule)]), [hook, `policy ${policy}`]];
}

function filterText({ verdict, from, to, protocol, ports, states, ...rule }: FilterRule): string {
  return [
    verdict,
    ...(from === null ? [] : [`from ${formatPrefix(from)}`]),
    ...(to === null ? [] : [`to ${formatPrefix(to)}`]),
    ...(rule.in === null ? [] : [`in ${rule.in}`]),
    ...(rule.out === null ? [] : [`out ${rule.out}`]),
    ...(protocol === null ? [] : [protocol]),
    ...(ports.length === 0 ? [] : [`port ${ports.join(',')}`]),
    ...(states.length === 0 ? [] : [states.join(',')]),
  ].join(' ');
}

/** As the scenario has it, or a kernel. */
interface NeighbourWords extends Omit<Neighbour, 'mac'> {
  readonly mac: string | null;
}

export function neighbourCells({ address, mac, dev }: NeighbourWords): Cells {
  return [address, `mac ${mac ?? 'none'} dev ${dev}`];
}

export function fdbCells({ mac, dev, dst }: FdbEntry): Cells {
  return [mac, `dev ${dev}${dst === null ? '' : ` dst ${dst}`}`];
}
