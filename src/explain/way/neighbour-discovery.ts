/** Neighbour solicitation and advertisement (RFC 4861, sections 4.3 and 4.4). */
import ipaddr from 'ipaddr.js';
import type { Icmp } from '../../checks/parse/ip-packet.ts';

const SOLICITATION = 135;
const ADVERTISEMENT = 136;
const RESERVED = 4;
const ADDRESS = 16;

interface NeighbourMessage {
  readonly kind: 'asks' | 'answers';
  readonly address: string;
}

/** Null for any other message, and where it was cut. */
export function neighbourDiscovery({ type, body }: Icmp): NeighbourMessage | null {
  if (type !== SOLICITATION && type !== ADVERTISEMENT) return null;
  if (body.length < RESERVED + ADDRESS) return null;
  const bytes = body.subarray(RESERVED, RESERVED + ADDRESS);
  const address = new ipaddr.IPv6([...bytes]).toRFC5952String();
  return { kind: type === SOLICITATION ? 'asks' : 'answers', address };
}
