import { hostRange, type NumberRange, numberToAddress } from '../parse/ip-number.ts';
import type { ParsedPrefix } from '../parse/prefix.ts';

/** Where an address may be taken from. */
export interface AddressSpace {
  /** The network that the address belongs to: it is none that hosts of it may not have. */
  readonly subnet: ParsedPrefix;
  /** The part of the network that addresses are given from. */
  readonly within: NumberRange;
  /** Parts of it that are set aside. */
  readonly except: readonly NumberRange[];
}

/** The lowest address that nobody has, without length; null when there is none. */
export function nextAddress(
  { subnet, within, except }: AddressSpace,
  taken: ReadonlySet<string>,
): string | null {
  const hosts = hostRange(subnet);
  const last = within.last < hosts.last ? within.last : hosts.last;
  let number = within.first > hosts.first ? within.first : hosts.first;
  // As the last address of an IPv6 network lies far off, it is what is taken that ends the search.
  while (number <= last) {
    const candidate = number;
    const aside = except.find((range) => range.first <= candidate && candidate <= range.last);
    if (aside !== undefined) {
      number = aside.last + 1n;
      continue;
    }
    const address = numberToAddress(subnet.family, number);
    if (!taken.has(address)) return address;
    number += 1n;
  }
  return null;
}

/** How many addresses hosts may have there, whether somebody has them or not. */
export function spaceSize({ subnet, within }: AddressSpace): bigint {
  const hosts = hostRange(subnet);
  const first = within.first > hosts.first ? within.first : hosts.first;
  const last = within.last < hosts.last ? within.last : hosts.last;
  return last < first ? 0n : last - first + 1n;
}
