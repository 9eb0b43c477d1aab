import ipaddr from 'ipaddr.js';

export interface ParsedAddress {
  readonly family: 4 | 6;
  /** Canonical text: dotted quad, or RFC 5952. */
  readonly address: string;
}

/** An IPv4 address in dotted-quad form or an IPv6 address without a zone; null for other text. */
export function parseAddress(text: string): ParsedAddress | null {
  if (text.includes('%') || !ipaddr.isValid(text)) return null;
  const parsed = ipaddr.parse(text);
  if (parsed.kind() === 'ipv6') {
    return { family: 6, address: (parsed as ipaddr.IPv6).toRFC5952String() };
  }
  // isValid also takes the shorthands of inet_aton(3), such as `10.1`, and octal `010.0.0.1`.
  return ipaddr.IPv4.isValidFourPartDecimal(text)
    ? { family: 4, address: parsed.toString() }
    : null;
}

export interface AddressAndPort extends ParsedAddress {
  readonly port: number;
}

const WITH_PORT = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/;

/** `10.0.0.10:5000` or `[fd00::1]:5000`; null for other text. */
export function parseAddressAndPort(text: string): AddressAndPort | null {
  const match = WITH_PORT.exec(text);
  if (match === null) return null;
  const parsed = parseAddress(match[1] ?? match[2] ?? '');
  const port = Number(match[3]);
  if (parsed === null || port < 1 || port > 65_535) return null;
  return { ...parsed, port };
}
