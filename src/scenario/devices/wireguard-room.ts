/** The largest packet that a WireGuard device can send to each of its peers. */
import { parseAddress, parseAddressAndPort, type ParsedAddress } from '../parse/address.ts';
import { contains, parsePrefix } from '../parse/prefix.ts';
import type { RawWireguard } from '../schema/scenario.ts';
import type { WrittenDevice } from './written.ts';

/** What carries the packets to one peer. */
export interface Carriage {
  /** The device on whose network the peer is; null where that is beyond a router, or unknown. */
  readonly below: WrittenDevice | null;
  /** Bytes that come on top. */
  readonly bytes: number;
}

/** Outer IP header: RFC 791 without options, RFC 8200. */
const IP_HEADER = { 4: 20, 6: 40 } as const;
const UDP_HEADER = 8;
/** Type, receiver and counter, and the tag behind what is sealed (WireGuard's paper, section 5.4.6). */
const DATA_HEADER = 16;
const TAG = 16;

export function carriages(
  { peers }: RawWireguard,
  others: readonly WrittenDevice[],
): readonly Carriage[] {
  return Object.values(peers).map(({ endpoint }) => {
    const address = addressOf(endpoint ?? '');
    const below = others.find(
      ({ container, settings }) =>
        container === null &&
        address !== null &&
        [settings.address ?? []].flat().some((text) => {
          const prefix = parsePrefix(text);
          return prefix !== null && contains(prefix, address);
        }),
    );
    // A peer that begins may come by IPv6, whose header is the longer one.
    const header = IP_HEADER[address?.family ?? 6];
    return { below: below ?? null, bytes: header + UDP_HEADER + DATA_HEADER + TAG };
  });
}

function addressOf(text: string): ParsedAddress | null {
  return parseAddress(text) ?? parseAddressAndPort(text);
}
