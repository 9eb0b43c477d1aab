/** Marks in a drawing what a running lab lacks, and adds what it has besides. */
import type { Fact, KernelState, LinkFact } from '../../compile/fact.ts';
import { factLine } from '../../compile/fact-line.ts';
import type {
  DrawnDevice,
  DrawnLink,
  DrawnNode,
  DrawnTable,
  Drawing,
  Mark,
  TableKind,
} from '../drawing.ts';
import { deviceId, linkId } from '../ids.ts';
import { withMarks } from '../marks.ts';
import { drawAddress } from './device.ts';
import { factDevice } from './fact-device.ts';
import { drawRow, drawTable, fdbCells, neighbourCells, routeCells } from './tables.ts';

/** What the kernel of a node should hold, and what it holds. */
export interface ObservedState {
  readonly node: string;
  readonly expected: KernelState;
  readonly observed: KernelState;
}

interface Place {
  /** `node1/con1` */
  readonly place: string;
  readonly expected: readonly Fact[];
  readonly observed: readonly Fact[];
}

/** The drawing with everything that is different marked as `missing`, `extra` or `changed`. */
export function withObserved(drawing: Drawing, states: readonly ObservedState[]): Drawing {
  const places = states.flatMap(placesOf);
  const placeNamed = (name: string) => places.find(({ place }) => place === name);
  const nodes = drawing.nodes.map((node): DrawnNode => ({
    ...withExtras(node, placeNamed(node.name)),
    containers: node.containers.map((container) =>
      withExtras(container, placeNamed(`${node.name}/${container.name}`)),
    ),
  }));
  const marks = new Map(places.flatMap(deviceMarks));
  const links = [...drawing.links, ...extraLinks(drawing, places)];
  return withMarks(
    { ...drawing, nodes, links },
    new Map([
      ...marks,
      ...links.flatMap((link): (readonly [string, Mark])[] =>
        isGone(link, marks, places) ? [[link.id, 'missing']] : [],
      ),
    ]),
  );
}

function placesOf({ node, expected, observed }: ObservedState): readonly Place[] {
  return expected.map(({ container, facts }) => ({
    place: container === null ? node : `${node}/${container}`,
    expected: facts,
    observed: observed.find((state) => state.container === container)?.facts ?? [],
  }));
}

function linksIn(facts: readonly Fact[]): readonly LinkFact[] {
  return facts.filter((fact): fact is LinkFact => fact.kind === 'link');
}

/** Facts of `facts` that `others` lack. */
function without(facts: readonly Fact[], others: readonly Fact[]): readonly Fact[] {
  const known = new Set(others.map(factLine));
  return facts.filter((fact) => !known.has(factLine(fact)));
}

function deviceMarks({ place, expected, observed }: Place): readonly (readonly [string, Mark])[] {
  const there = linksIn(observed);
  const devices = linksIn(expected).flatMap((link): (readonly [string, Mark])[] => {
    const found = there.find(({ name }) => name === link.name);
    if (found === undefined) return [[deviceId(place, link.name), 'missing']];
    return factLine(found) === factLine(link) ? [] : [[deviceId(place, link.name), 'changed']];
  });
  const others = without(expected, observed).flatMap((fact): (readonly [string, Mark])[] => {
    if (fact.kind === 'address') {
      return [[drawAddress(place, fact.dev, fact.address).id, 'missing']];
    }
    const row = rowOf(place, fact, expected);
    return row === null ? [] : [[row.id, 'missing']];
  });
  return [...devices, ...others];
}

/** The row of a table that says the fact; null for what is in no table. */
function rowOf(place: string, fact: Fact, among: readonly Fact[]) {
  switch (fact.kind) {
    case 'route': {
      const own = among.some(
        (other) =>
          other.kind === 'address' && other.dev === fact.dev && other.address.address === fact.src,
      );
      const plain = own && fact.via === null ? { ...fact, src: null } : fact;
      return drawRow(place, 'routes', routeCells(plain));
    }
    case 'neighbour':
      return drawRow(place, 'neighbours', neighbourCells(fact));
    case 'fdb':
      return drawRow(place, 'fdb', fdbCells(fact));
    case 'link':
    case 'address':
    case 'vlan':
    case 'rule':
    case 'impairment':
    case 'wireguard':
    case 'wireguard-peer':
    case 'sysctl':
    case 'nft-chain':
    case 'nft-rule':
    case 'service':
      return null;
  }
}

interface Extendable {
  readonly devices: readonly DrawnDevice[];
  readonly tables: readonly DrawnTable[];
}

/** With devices, addresses and rows that nobody asked for. */
function withExtras<T extends Extendable>(drawn: T, place: Place | undefined): T {
  if (place === undefined) return drawn;
  const extras = without(place.observed, place.expected);
  const known = new Set(drawn.devices.map(({ name }) => name));
  const added = linksIn(extras)
    .filter(({ name }) => !known.has(name))
    .map((link) => ({ ...factDevice(place.place, link), mark: 'extra' as const }));
  const devices = [...drawn.devices, ...added].map((device): DrawnDevice => {
    const addresses = extras.flatMap((fact) =>
      fact.kind === 'address' && fact.dev === device.name
        ? [{ ...drawAddress(place.place, fact.dev, fact.address), mark: 'extra' as const }]
        : [],
    );
    return { ...device, addresses: [...device.addresses, ...addresses] };
  });
  const kinds: readonly TableKind[] = ['routes', 'neighbours', 'fdb'];
  const tables = kinds.reduce<readonly DrawnTable[]>((all, kind) => {
    const rows = extras
      .filter((fact) => TABLES[fact.kind] === kind)
      .flatMap((fact) => rowOf(place.place, fact, place.observed) ?? [])
      .map((row) => ({ ...row, mark: 'extra' as const }));
    if (rows.length === 0) return all;
    const table = all.find((one) => one.kind === kind) ?? drawTable(place.place, kind, []);
    const longer = { ...table, rows: [...table.rows, ...rows] };
    return all.includes(table)
      ? all.map((one) => (one === table ? longer : one))
      : [...all, longer];
  }, drawn.tables);
  return { ...drawn, devices, tables };
}

const TABLES: Partial<Record<Fact['kind'], TableKind>> = {
  route: 'routes',
  neighbour: 'neighbours',
  fdb: 'fdb',
};

/** What devices are joined to and should not be. */
function extraLinks({ links }: Drawing, places: readonly Place[]): readonly DrawnLink[] {
  const known = new Set(links.map(({ id }) => id));
  const added = (kind: 'port' | 'child', from: string, to: string): readonly DrawnLink[] => {
    if (known.has(linkId(from, to)) || known.has(linkId(to, from))) return [];
    return [{ id: linkId(from, to), mark: 'extra', kind, from, to, label: null }];
  };
  return places.flatMap(({ place, observed }) => {
    const own = linksIn(observed);
    // Parents lie in the node's own namespace.
    const [node = place] = place.split('/');
    const root = linksIn(places.find((one) => one.place === node)?.observed ?? []);
    return own.flatMap((link): readonly DrawnLink[] => {
      const id = deviceId(place, link.name);
      const bridge = own.find(({ name, type }) => name === link.master && type === 'bridge');
      const parent = root.find(({ name }) => name === parentOf(link));
      return [
        ...(bridge === undefined ? [] : added('port', id, deviceId(place, bridge.name))),
        ...(parent === undefined ? [] : added('child', id, deviceId(node, parent.name))),
      ];
    });
  });
}

function parentOf(link: LinkFact): string | null {
  return 'parent' in link ? link.parent : null;
}

/** Whether one of its ends is not there, or is a port of something else. */
function isGone(
  { kind, from, to, mark }: DrawnLink,
  marks: ReadonlyMap<string, Mark>,
  places: readonly Place[],
): boolean {
  if (marks.get(from) === 'missing' || marks.get(to) === 'missing') return true;
  if (kind !== 'port' || mark === 'extra') return false;
  const joined = places.some(({ place, observed }) =>
    linksIn(observed).some(({ name, master }) => {
      if (master === null) return false;
      const ends = [deviceId(place, name), deviceId(place, master)];
      return ends.includes(from) && ends.includes(to);
    }),
  );
  return !joined;
}
