import ipaddr from 'ipaddr.js';
import { parseAddress, type ParsedAddress } from './address.ts';

/** An address with its prefix length, host bits kept. */
export interface ParsedPrefix extends ParsedAddress {
  readonly length: number;
}

const WITH_LENGTH = /^([^/]+)\/(\d{1,3})$/;

/** `10.0.0.10/16` or `fd00::1/64`; null for other text. */
export function parsePrefix(text: string): ParsedPrefix | null {
  const match = WITH_LENGTH.exec(text);
  const parsed = parseAddress(match?.[1] ?? '');
  const length = Number(match?.[2]);
  if (parsed === null || length > (parsed.family === 4 ? 32 : 128)) return null;
  return { ...parsed, length };
}

/** The destination of a route: a prefix, a single address (/32 or /128), or null for other text. */
export function parseNetwork(text: string): ParsedPrefix | null {
  const address = parseAddress(text);
  if (address !== null) return { ...address, length: address.family === 4 ? 32 : 128 };
  return parsePrefix(text);
}

/** The same prefix with its host bits cleared. */
export function networkOf(prefix: ParsedPrefix): ParsedPrefix {
  const text = `${prefix.address}/${prefix.length}`;
  const parsed =
    prefix.family === 4
      ? ipaddr.IPv4.networkAddressFromCIDR(text)
      : ipaddr.IPv6.networkAddressFromCIDR(text);
  const address =
    parsed.kind() === 'ipv6' ? (parsed as ipaddr.IPv6).toRFC5952String() : parsed.toString();
  return { ...prefix, address };
}

/** Whether the address lies in the prefix's network. */
export function contains(prefix: ParsedPrefix, address: ParsedAddress): boolean {
  if (prefix.family !== address.family) return false;
  const network = ipaddr.parse(prefix.address);
  return ipaddr.parse(address.address).match(network, prefix.length);
}

/** `10.0.0.10/16` */
export function formatPrefix(prefix: ParsedPrefix): string {
  return `${prefix.address}/${prefix.length}`;
}
