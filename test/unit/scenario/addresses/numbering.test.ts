import { describe, expect, it } from 'vitest';
import { fillScenario } from '../../../../src/scenario/addresses/fill.ts';
import { hostRange, rangeOfNetwork } from '../../../../src/scenario/parse/ip-number.ts';
import { addressToNumber } from '../../../../src/scenario/parse/ip-number.ts';
import { formatPrefix, networkOf, parsePrefix } from '../../../../src/scenario/parse/prefix.ts';
import { layOut } from '../../../../src/scenario/rules/lab.ts';
import { findWires } from '../../../../src/scenario/rules/wires.ts';
import { type RawScenario, scenarioSchema } from '../../../../src/scenario/schema/scenario.ts';

/** A row of pseudo-random numbers below a bound, the same for the same seed (mulberry32). */
function dice(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

function times<T>(count: number, make: (index: number) => T): Record<string, T> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`x${index}`, make(index)]),
  );
}

const hands = ['10.0.0.1/24', '10.0.0.3/24', '172.16.0.2/24', '192.168.0.130/24', '10.0.1.1/24'];

/** Some scenario: what people write is drawn from `seed`, addresses are mostly left out. */
function someScenario(seed: number): RawScenario {
  const draw = dice(seed);
  const maybe = <T>(value: T): T | undefined => (draw(5) === 0 ? value : undefined);
  const hand = (): string | undefined => maybe(hands[draw(hands.length)] ?? '');
  const segments = times(1 + draw(3), () => ({ subnet: maybe('10.7.0.0/25') }));
  const nodes = times(1 + draw(4), () => ({
    interfaces: times(1 + draw(3), () => ({
      segment: `x${draw(Object.keys(segments).length)}`,
      address: hand(),
    })),
    bridges: times(draw(3), () => ({ address: hand(), subnet: maybe('172.30.0.0/25') })),
    containers: times(draw(4), (index) =>
      draw(2) === 0
        ? { macvlan: { parent: 'x0' }, pool: maybe('macv'), address: hand() }
        : { veth: [`a${index}`, `b${index}`], bridge: maybe('x0'), address: hand() },
    ),
  }));
  const pool = {
    subnet: '192.168.0.0/24',
    range: '192.168.0.128/28',
    gateway: '192.168.0.1',
    reserve: { other: '192.168.0.129' },
  };
  const text = {
    title: 'some',
    addresses: 'auto',
    ipv6: draw(2) === 0,
    segments,
    nodes,
    pools: { macv: pool },
  };
  return scenarioSchema.parse(JSON.parse(JSON.stringify(text)));
}

function addressesGiven(
  scenario: RawScenario,
): readonly { readonly at: string; readonly text: string }[] {
  return fillScenario(scenario)
    .given.filter(({ what }) => what === 'address')
    .map(({ path, text }) => ({ at: path.join('.'), text }));
}

function prefixOf(text: string) {
  const prefix = parsePrefix(text);
  if (prefix === null) throw new Error(`not a prefix: ${text}`);
  return prefix;
}

/** What stands under `address`, and what the pool keeps. */
function addressesWritten(scenario: RawScenario): readonly string[] {
  const text = JSON.stringify(scenario);
  const owned = [...text.matchAll(/"address":"([^/"]+)/g)].map((match) => match[1] ?? '');
  return [...owned, '192.168.0.1', '192.168.0.129'];
}

const seeds = Array.from({ length: 60 }, (_, index) => index + 1);
const scenarios = seeds
  .map((seed) => ({ seed, scenario: someScenario(seed) }))
  .filter(({ scenario }) => fillScenario(scenario).missing.length === 0);

describe('given addresses', () => {
  it('are many in the scenarios that are tried here', () => {
    const counts = scenarios.map(({ scenario }) => addressesGiven(scenario).length);
    expect(counts.filter((count) => count >= 5).length).toBeGreaterThan(25);
  });

  it.each(scenarios)('of seed $seed are nobody else’s', ({ scenario }) => {
    const given = addressesGiven(scenario).map(({ text }) => prefixOf(text).address);
    expect(new Set(given).size).toBe(given.length);
    const byHand = addressesWritten(scenario);
    expect(given.filter((address) => byHand.includes(address))).toEqual([]);
  });

  it.each(scenarios)('of seed $seed are such as a host may have', ({ scenario }) => {
    for (const { text } of addressesGiven(scenario)) {
      const prefix = prefixOf(text);
      const { first, last } = rangeOfNetwork(prefix);
      const number = addressToNumber(prefix);
      expect(number, text).toBeGreaterThan(first);
      expect(number, text).toBeLessThan(last);
      expect(networkOf(prefix).address, text).not.toBe(prefix.address);
    }
  });

  it.each(scenarios)(
    'of seed $seed have one network on each wire, no two wires’ overlapping',
    ({ scenario }) => {
      const filled = fillScenario(scenario);
      const lab = layOut(filled.scenario);
      const wires = findWires(lab);
      const chosen = filled.given.filter(({ what }) => what === 'subnet').map(({ text }) => text);
      expect(new Set(chosen).size).toBe(chosen.length);
      const onWire = new Map<string, Set<string>>();
      for (const device of lab.namespaces.flatMap(({ devices }) => devices)) {
        for (const { prefix } of device.addresses) {
          const network = formatPrefix(networkOf(prefix));
          if (!chosen.includes(network)) continue;
          onWire.set(network, (onWire.get(network) ?? new Set()).add(wires(device)));
        }
      }
      expect([...onWire.values()].filter((set) => set.size > 1)).toEqual([]);
    },
  );

  it.each(scenarios)('of seed $seed stay when a node is added at the end', ({ scenario }) => {
    const before = addressesGiven(scenario);
    const interfaces = { e0: { segment: 'x0' } };
    const containers = { c0: { veth: ['v0', 'v1'] as [string, string], bridge: 'b0' } };
    const added = { interfaces, bridges: { b0: {} }, containers };
    const larger = { ...scenario, nodes: { ...scenario.nodes, last: added } };
    expect(addressesGiven(larger).slice(0, before.length)).toEqual(before);
    expect(addressesGiven(larger).length).toBeGreaterThanOrEqual(before.length);
  });

  it.each(scenarios)('of seed $seed stay when more is added to what was filled', ({ scenario }) => {
    const filled = fillScenario(scenario).scenario;
    const [node = ''] = Object.keys(filled.nodes);
    const container = { veth: ['v0', 'v1'] as [string, string], bridge: 'x0' };
    const old = filled.nodes[node];
    const changed = { ...old, containers: { first: container, ...old?.containers } };
    const again = fillScenario({ ...filled, nodes: { ...filled.nodes, [node]: changed } });
    const { first, ...others } = again.scenario.nodes[node]?.containers ?? {};
    expect(again.missing).toEqual([]);
    expect(first?.address).toBeDefined();
    expect(others).toEqual(old?.containers ?? {});
  });
});

describe('hostRange', () => {
  it.each([
    ['10.0.0.0/24', '10.0.0.1', '10.0.0.254'],
    ['10.0.0.4/30', '10.0.0.5', '10.0.0.6'],
    ['10.0.0.4/31', '10.0.0.4', '10.0.0.5'],
    ['10.0.0.4/32', '10.0.0.4', '10.0.0.4'],
    ['fd00::/127', 'fd00::', 'fd00::1'],
    ['fd00::/64', 'fd00::1', 'fd00::ffff:ffff:ffff:fffe'],
  ])('of %s is %s to %s', (network, first, last) => {
    expect(hostRange(prefixOf(network))).toEqual({
      first: addressToNumber({ address: first }),
      last: addressToNumber({ address: last }),
    });
  });
});
