/** Whether the networks that addresses are to be given from make sense. */
import { suggest } from '../nearest.ts';
import type { ParsedAddress } from '../parse/address.ts';
import {
  contains,
  formatPrefix,
  networkOf,
  parseNetwork,
  type ParsedPrefix,
} from '../parse/prefix.ts';
import { groupBy } from '../rules/group-by.ts';
import type { Lab } from '../rules/lab.ts';
import { MGMT } from '../rules/reserved-network.ts';
import type { RawPool, RawScenario } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';
import type { Missing } from './given.ts';
import type { Wire } from './wire-list.ts';
import { readAt } from './write-at.ts';

interface Written {
  readonly text: string;
  readonly path: Path;
}

/** A network is written with its host bits zero, and is not the one that SSH runs over. */
function judgeNetwork({ text, path }: Written): readonly Missing[] {
  const parsed = parseNetwork(text);
  if (parsed === null) return [];
  const network = networkOf(parsed);
  if (network.address !== parsed.address) {
    const message = `${text} is an address in ${formatPrefix(network)}, not a network`;
    return [{ code: 'bad-subnet', path, message, hint: `write ${formatPrefix(network)}` }];
  }
  if (!contains(MGMT, network) && !contains(network, MGMT)) return [];
  const message = `${text} overlaps 192.0.2.0/24, which wirelab uses to reach the nodes`;
  return [{ code: 'reserved-network', path, message, hint: 'use another network' }];
}

function judgeInside(
  subnet: ParsedPrefix,
  what: string,
  { text, path }: Written,
): readonly Missing[] {
  const inner: ParsedAddress | null = parseNetwork(text);
  if (inner === null || contains(subnet, inner)) return [];
  const message = `the ${what} ${text} lies outside the pool's subnet ${formatPrefix(subnet)}`;
  return [{ code: 'bad-pool', path, message, hint: `choose one in ${formatPrefix(subnet)}` }];
}

function judgePool(pool: RawPool, path: Path): readonly Missing[] {
  const { gateway, range, reserve = {} } = pool;
  const networks = [
    { text: pool.subnet, path: [...path, 'subnet'] },
    ...(range === undefined ? [] : [{ text: range, path: [...path, 'range'] }]),
  ];
  const malformed = networks.flatMap(judgeNetwork);
  const subnet = parseNetwork(pool.subnet);
  if (malformed.length > 0 || subnet === null) return malformed;
  const length = parseNetwork(range ?? '')?.length ?? subnet.length;
  if (length < subnet.length) {
    const message = `the range ${range ?? ''} is larger than the pool's subnet ${pool.subnet}`;
    return [
      { code: 'bad-pool', path: [...path, 'range'], message, hint: 'a range is a part of it' },
    ];
  }
  return [
    ...networks.slice(1).flatMap((one) => judgeInside(subnet, 'range', one)),
    ...(gateway === undefined
      ? []
      : judgeInside(subnet, 'gateway', { text: gateway, path: [...path, 'gateway'] })),
    ...Object.entries(reserve).flatMap(([name, text]) =>
      judgeInside(subnet, 'reserved address', { text, path: [...path, 'reserve', name] }),
    ),
  ];
}

function judgeNames(scenario: RawScenario, lab: Lab): readonly Missing[] {
  const known = Object.keys(scenario.pools ?? {});
  const holders = lab.namespaces.flatMap(({ devices }) =>
    devices.flatMap(({ holder }) => (holder === null ? [] : [holder])),
  );
  return holders.flatMap((holder): readonly Missing[] => {
    const path = [...holder, 'pool'];
    const name = readAt(scenario, path);
    if (typeof name !== 'string' || known.includes(name)) return [];
    const hint = suggest(name, known, 'pools') ?? 'add it to `pools`';
    return [{ code: 'unknown-pool', path, message: `there is no pool \`${name}\``, hint }];
  });
}

/** One wire has one network of each family, whoever names it. */
function judgeWire({ subnets, label }: Wire): readonly Missing[] {
  const networks = subnets.flatMap(({ text, path }) => {
    const parsed = parseNetwork(text);
    return parsed === null ? [] : [{ parsed, text, path }];
  });
  return groupBy(networks, ({ parsed }) => String(parsed.family)).flatMap(([first, ...more]) =>
    more
      .filter(({ text }) => text !== first?.text)
      .map(({ text, path }): Missing => {
        const message = `${text} is a second network for ${label}, which has ${first?.text ?? ''}`;
        return { code: 'bad-subnet', path, message, hint: 'keep one of them: it is one wire' };
      }),
  );
}

/** All that is wrong with pools and subnets; nothing can be given before that is mended. */
export function sourceProblems(
  scenario: RawScenario,
  lab: Lab,
  wires: readonly Wire[],
): readonly Missing[] {
  const pools = Object.entries(scenario.pools ?? {});
  return [
    ...wires.flatMap(({ subnets }) => subnets.flatMap(judgeNetwork)),
    ...wires.flatMap(judgeWire),
    ...pools.flatMap(([name, pool]) => judgePool(pool, ['pools', name])),
    ...judgeNames(scenario, lab),
  ];
}
