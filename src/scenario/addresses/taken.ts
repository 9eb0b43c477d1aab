/** What a scenario has written by hand, in its steps and commands too. */
import { parseAddress } from '../parse/address.ts';
import { ADDRESS_BITS } from '../parse/ip-number.ts';
import { networkOf, parseNetwork, parsePrefix, type ParsedPrefix } from '../parse/prefix.ts';
import type { RawScenario } from '../schema/scenario.ts';

export interface Taken {
  /** Addresses that are not to be given, in canonical text. */
  readonly addresses: ReadonlySet<string>;
  /**
   * Networks that somebody has an address in, or that are set aside. Those of steps are not among
   * them: what a step adds to a wire lies in the network that the wire was given.
   */
  readonly networks: readonly ParsedPrefix[];
}

/** Every text below a value with the key that it stands under, that of the list for an item. */
function texts(
  value: unknown,
  key: string,
): readonly { readonly key: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ key, text: value }];
  if (Array.isArray(value)) return value.flatMap((item) => texts(item, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) => texts(below, name));
}

/** A command may add an address: something with a length, and with host bits. */
function addedBy(command: string): readonly ParsedPrefix[] {
  return command.split(/[\s'"]+/).flatMap((word) => {
    const prefix = parsePrefix(word);
    return prefix === null || networkOf(prefix).address === prefix.address ? [] : [prefix];
  });
}

function ownPrefixes(key: string, text: string): readonly ParsedPrefix[] {
  if (key === 'address') {
    const prefix = parsePrefix(text);
    return prefix === null ? [] : [prefix];
  }
  return key === 'run' || key === 'command' ? addedBy(text) : [];
}

/** What devices have, commands add, and pools keep for themselves or for others. */
export function takenIn(scenario: RawScenario): Taken {
  const { steps, ...start } = scenario;
  const ownIn = (part: unknown): readonly ParsedPrefix[] =>
    texts(part, '').flatMap(({ key, text }) => ownPrefixes(key, text));
  const own = ownIn(start);
  const pools = Object.values(scenario.pools ?? {});
  const kept = pools
    .flatMap(({ gateway, reserve }) => [gateway ?? '', ...Object.values(reserve ?? {})])
    .flatMap((text) => parseAddress(text) ?? []);
  const subnets = texts(scenario, '').filter(({ key }) => key === 'subnet');
  return {
    addresses: new Set([...own, ...ownIn(steps), ...kept].map(({ address }) => address)),
    networks: [
      ...own.filter(({ family, length }) => length < ADDRESS_BITS[family]).map(networkOf),
      ...subnets.flatMap(({ text }) => parseNetwork(text) ?? []).map(networkOf),
    ],
  };
}
