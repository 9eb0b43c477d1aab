/** Addresses and prefixes from text that is known to be right. */
import { parseAddress } from '../scenario/parse/address.ts';
import { contains, networkOf, parseNetwork } from '../scenario/parse/prefix.ts';
import type { Family, Prefix } from './prefix.ts';

/** Length of an address in bits. */
const BITS: Readonly<Record<Family, number>> = { 4: 32, 6: 128 };

export function familyOf(address: string): Family {
  return address.includes(':') ? 6 : 4;
}

/** Canonical text of an address: dotted quad, or RFC 5952. */
export function canonicalAddress(text: string): string {
  return known(parseAddress(text), text).address;
}

/** `10.0.0.10/16`, host bits kept; a bare address is a prefix of its full length. */
export function prefixOf(text: string): Prefix {
  return known(parseNetwork(text), text);
}

/** The network that the destination of a route names; `default` is the family's `/0`. */
export function destinationOf(text: string, family: Family): Prefix {
  if (text !== 'default') return networkOf(prefixOf(text));
  return { family, address: family === 4 ? '0.0.0.0' : '::', length: 0 };
}

/** Whether the address lies in the prefix's network. */
export function covers(prefix: Prefix, address: string): boolean {
  return contains(prefix, { family: familyOf(address), address });
}

/** Whether the prefix is a single address. */
export function isHost(prefix: Prefix): boolean {
  return prefix.length === BITS[prefix.family];
}

function known<T>(parsed: T | null, text: string): T {
  if (parsed === null) throw new Error(`not an address: ${text}`);
  return parsed;
}
