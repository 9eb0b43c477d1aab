import ipaddr from 'ipaddr.js';
import { type ParsedAddress, parseAddress } from './address.ts';
import { networkOf, type ParsedPrefix } from './prefix.ts';

/** Length of an address in bits. */
export const ADDRESS_BITS = { 4: 32, 6: 128 } as const;

/** The address as the number that its bits are. */
export function addressToNumber({ address }: Pick<ParsedAddress, 'address'>): bigint {
  return ipaddr
    .parse(address)
    .toByteArray()
    .reduce((number, byte) => number * 256n + BigInt(byte), 0n);
}

/** Canonical text of the address with that number. @throws Error when the family has none such */
export function numberToAddress(family: 4 | 6, number: bigint): string {
  const bytes = Array.from({ length: ADDRESS_BITS[family] / 8 }, (_, index) =>
    Number((number >> BigInt(ADDRESS_BITS[family] - 8 * (index + 1))) & 255n),
  );
  const parsed = parseAddress(ipaddr.fromByteArray(bytes).toString());
  if (parsed?.family !== family) throw new Error(`no IPv${family} address: ${number}`);
  return parsed.address;
}

/** First and last number of a network, both included. */
export interface NumberRange {
  readonly first: bigint;
  readonly last: bigint;
}

export function rangeOfNetwork(prefix: ParsedPrefix): NumberRange {
  const first = addressToNumber(networkOf(prefix));
  return { first, last: first + (1n << BigInt(ADDRESS_BITS[prefix.family] - prefix.length)) - 1n };
}

/**
 * The numbers that hosts of a network may have: without the network's own address and the broadcast
 * address, but for networks of one or two addresses, which have neither (RFC 3021, RFC 6164).
 */
export function hostRange(prefix: ParsedPrefix): NumberRange {
  const { first, last } = rangeOfNetwork(prefix);
  return last - first < 2n ? { first, last } : { first: first + 1n, last: last - 1n };
}
