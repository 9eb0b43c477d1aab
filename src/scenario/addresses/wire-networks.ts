/** Which network the addresses of a wire are given from. */
import { addressToNumber, ADDRESS_BITS, numberToAddress } from '../parse/ip-number.ts';
import { contains, networkOf, parseNetwork, type ParsedPrefix } from '../parse/prefix.ts';
import type { RawScenario } from '../schema/scenario.ts';
import { poolOf } from './asks.ts';
import type { Wire } from './wire-list.ts';

type Family = 4 | 6;

/** Where the networks of a kind of wire are taken from, one after the other. */
interface Supply {
  /** The first network. */
  readonly from: ParsedPrefix;
  /** What all of them lie in. */
  readonly within: ParsedPrefix;
}

function supply(family: Family, from: string, length: number, within: number): Supply {
  return {
    from: { family, address: from, length },
    within: { family, address: from, length: within },
  };
}

/** Private networks (RFC 1918, RFC 4193), numbered alike in both families. */
const SUPPLIES: Readonly<Record<Wire['kind'], Readonly<Record<Family, Supply>>>> = {
  segment: { 4: supply(4, '10.0.0.0', 24, 8), 6: supply(6, 'fd00:10::', 64, 48) },
  bridge: { 4: supply(4, '172.16.0.0', 24, 12), 6: supply(6, 'fd00:172:16::', 64, 48) },
  link: { 4: supply(4, '192.168.42.0', 24, 16), 6: supply(6, 'fd00:192:168::', 64, 48) },
};

function overlap(a: ParsedPrefix, b: ParsedPrefix): boolean {
  return contains(a, b) || contains(b, a);
}

/** The first network of the supply that overlaps none that is taken; null when there is none. */
function nextFree({ from, within }: Supply, taken: readonly ParsedPrefix[]): ParsedPrefix | null {
  const { family, length } = from;
  const size = 1n << BigInt(ADDRESS_BITS[family] - length);
  let network = from;
  while (contains(within, network)) {
    const candidate = network;
    if (!taken.some((other) => overlap(candidate, other))) return network;
    const next = addressToNumber(network) + size;
    network = { family, address: numberToAddress(family, next), length };
  }
  return null;
}

/** The network that the scenario says or shows the wire to have; null when it leaves that open. */
function writtenNetwork(scenario: RawScenario, wire: Wire, family: Family): ParsedPrefix | null {
  const ofFamily = (prefix: ParsedPrefix | null): readonly ParsedPrefix[] =>
    prefix?.family === family ? [networkOf(prefix)] : [];
  const said = wire.subnets.flatMap(({ text }) => ofFamily(parseNetwork(text)));
  const pooled = wire.devices.flatMap((device) => {
    const pool = poolOf(scenario, device);
    return pool === null ? [] : ofFamily(parseNetwork(pool.spec.subnet));
  });
  const shown = wire.devices
    .flatMap(({ addresses }) => addresses.flatMap(({ prefix }) => ofFamily(prefix)))
    .filter(({ length }) => length < ADDRESS_BITS[family]);
  return [...said, ...pooled, ...shown][0] ?? null;
}

export interface WireNetwork {
  readonly wire: Wire;
  readonly family: Family;
  /** Null when the supply is used up. */
  readonly network: ParsedPrefix | null;
  /** Whether wirelab chose it. */
  readonly isChosen: boolean;
}

/** A network for each wire and family that asks for one, none of them taken. */
export function networksFor(
  scenario: RawScenario,
  wanted: readonly Pick<WireNetwork, 'wire' | 'family'>[],
  taken: readonly ParsedPrefix[],
): readonly WireNetwork[] {
  const all = [...taken];
  return wanted.map(({ wire, family }): WireNetwork => {
    const written = writtenNetwork(scenario, wire, family);
    if (written !== null) return { wire, family, network: written, isChosen: false };
    const network = nextFree(SUPPLIES[wire.kind][family], all);
    if (network !== null) all.push(network);
    return { wire, family, network, isChosen: true };
  });
}
