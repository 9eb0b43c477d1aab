import { rangeOfNetwork } from '../parse/ip-number.ts';
import { formatPrefix, networkOf, parseNetwork, type ParsedPrefix } from '../parse/prefix.ts';
import { type Lab, layOut } from '../rules/lab.ts';
import type { RawScenario } from '../schema/scenario.ts';
import { AUTO, NONE } from '../schema/text.ts';
import { type Ask, asksIn, familiesOf, isAutomatic, type NamedPool } from './asks.ts';
import type { Filled, GivenText, Missing } from './given.ts';
import { type AddressSpace, nextAddress, spaceSize } from './next-address.ts';
import { sourceProblems } from './sources.ts';
import { type Taken, takenIn } from './taken.ts';
import { takesAddress } from './takes-address.ts';
import { type Wire, wiresOf } from './wire-list.ts';
import { networksFor, type WireNetwork } from './wire-networks.ts';
import { readAt, writeAt } from './write-at.ts';

function networkOfText(text: string): ParsedPrefix {
  const network = parseNetwork(text);
  if (network === null) throw new Error(`not a network: ${text}`);
  return networkOf(network);
}

function poolSpace({ spec }: NamedPool): AddressSpace {
  const subnet = networkOfText(spec.subnet);
  return { subnet, within: rangeOfNetwork(networkOfText(spec.range ?? spec.subnet)), except: [] };
}

/** A wire's network, but for the ranges that pools have of it. */
function wireSpace(scenario: RawScenario, network: ParsedPrefix): AddressSpace {
  const ranges = Object.values(scenario.pools ?? {}).flatMap(({ range }) => range ?? []);
  const except = ranges
    .map(networkOfText)
    .filter(({ family }) => family === network.family)
    .map(rangeOfNetwork);
  return { subnet: network, within: rangeOfNetwork(network), except };
}

/**
 * Networks for the wires, in their order. A wire has one as soon as something on it may ask, so that
 * the networks of others stay when something does.
 */
function neededNetworks(
  scenario: RawScenario,
  wires: readonly Wire[],
  asks: readonly Ask[],
  taken: Taken,
): readonly WireNetwork[] {
  const needed = wires.flatMap((wire) => {
    const asked = asks.filter((ask) => ask.wire.id === wire.id && ask.pool === null);
    const mayBe =
      isAutomatic(scenario, wire) && (wire.kind !== 'link' || wire.devices.some(takesAddress));
    const usual = asked.length > 0 || mayBe ? familiesOf(scenario, wire) : [];
    const families = new Set([...usual, ...asked.map(({ family }) => family)]);
    return [...families].toSorted((a, b) => a - b).map((family) => ({ wire, family }));
  });
  return networksFor(scenario, needed, taken.networks);
}

function isFor(ask: Ask, { wire, family }: Pick<WireNetwork, 'wire' | 'family'>): boolean {
  return ask.wire.id === wire.id && ask.family === family;
}

function missing({ label, holder, pool }: Ask, space: AddressSpace | null): Missing {
  const code = 'no-free-address';
  if (space === null) {
    const message = `no network is left for the addresses of ${label}`;
    return { code, path: holder, part: 'key', message, hint: 'write a `subnet`' };
  }
  const all = `all ${spaceSize(space)} are taken or reserved`;
  if (pool === null) {
    const network = formatPrefix(space.subnet);
    const message = `no address of ${network} is left for ${label}: ${all}`;
    return { code, path: holder, part: 'key', message, hint: 'use a larger `subnet`' };
  }
  const range = pool.spec.range ?? pool.spec.subnet;
  const message = `the pool \`${pool.name}\` has no address left for ${label}: ${all} in ${range}`;
  return { code, path: [...holder, 'pool'], message, hint: 'use a larger `range`' };
}

/**
 * Takes out what asks for addresses, or refuses them. An empty list is left of what refuses them:
 * it asks for nothing when the scenario is filled once more.
 */
function withoutWords(scenario: RawScenario, lab: Lab): RawScenario {
  const devices = lab.namespaces.flatMap((namespace) => namespace.devices);
  return devices.reduce((whole, { holder }) => {
    const at = [...(holder ?? []), 'address'];
    const value = holder === null ? undefined : readAt(whole, at);
    if (value === undefined) return whole;
    const texts = [value as string | readonly string[]].flat();
    const kept = texts.filter((text) => text !== AUTO && text !== NONE);
    if (kept.length === texts.length) return whole;
    return writeAt(whole, at, kept.length > 0 || texts.includes(NONE) ? kept : undefined);
  }, scenario);
}

function withAddress(scenario: RawScenario, { holder }: Ask, text: string): RawScenario {
  const at = [...holder, 'address'];
  const before = readAt(scenario, at) as string | readonly string[] | undefined;
  return writeAt(scenario, at, before === undefined ? text : [before, text].flat());
}

/**
 * Gives every device that asks for addresses the lowest ones that are free. Those in `past` were
 * somebody's before, whom others may still remember, and are not given.
 */
export function giveAddresses(written: RawScenario, past: readonly string[]): Filled {
  const lab = layOut(written);
  const wires = wiresOf(written, lab);
  const problems = [...sourceProblems(written, lab, wires)];
  const asks = problems.length > 0 ? [] : asksIn(written, lab, wires);
  const taken = takenIn(written);
  const networks = neededNetworks(written, wires, asks, taken);
  const used = new Set([...taken.addresses, ...past]);
  const given: GivenText[] = networks.flatMap(({ wire, family, network, isChosen }) => {
    const isUsed = asks.some((ask) => ask.pool === null && isFor(ask, { wire, family }));
    if (network === null || !isChosen || !isUsed) return [];
    const path = [...wire.path, 'subnet'];
    return [{ what: 'subnet', to: wire.label, text: formatPrefix(network), path } as const];
  });
  let scenario = withoutWords(written, lab);
  for (const ask of asks) {
    const network = networks.find((one) => isFor(ask, one))?.network;
    const ofWire = network == null ? null : wireSpace(written, network);
    const space = ask.pool === null ? ofWire : poolSpace(ask.pool);
    const address = space === null ? null : nextAddress(space, used);
    if (space === null || address === null) {
      problems.push(missing(ask, space));
      continue;
    }
    used.add(address);
    const text = `${address}/${space.subnet.length}`;
    scenario = withAddress(scenario, ask, text);
    given.push({ what: 'address', to: ask.label, text, path: [...ask.holder, 'address'] });
  }
  return { scenario, given, missing: problems };
}
