/** Says of a packet whether it belongs to a traced flow, and as what. */
import type { ArpPacket } from '../../checks/parse/frame.ts';
import type { Icmp, IpPacket, Tcp } from '../../checks/parse/ip-packet.ts';
import { neighbourDiscovery } from './neighbour-discovery.ts';
import type { Mark } from '../flow.ts';

/** An ICMP error that somebody sent about a packet. */
export interface IcmpErrorFacts {
  readonly family: 4 | 6;
  readonly type: number;
  readonly code: number;
  /** Of "too big"; null for others, and where it names none. */
  readonly mtu: number | null;
  readonly from: string;
}

export type Subject =
  | { readonly kind: 'request' | 'reply'; readonly flow: number; readonly sequence: number }
  | { readonly kind: 'error'; readonly flow: number; readonly error: IcmpErrorFacts }
  /** ARP or neighbour discovery: who has this address, and the answer. */
  | { readonly kind: 'asks' | 'answers'; readonly address: string };

/** Null for a packet that has nothing to do with the flows. `marks` are in the order of the flows. */
export function subjectOf(packet: ArpPacket | IpPacket, marks: readonly Mark[]): Subject | null {
  if (packet.kind === 'arp') {
    return packet.operation === 'request'
      ? { kind: 'asks', address: packet.targetAddress }
      : { kind: 'answers', address: packet.senderAddress };
  }
  const { payload } = packet;
  if (payload?.kind === 'tcp') return ofTcp(payload, marks);
  if (payload?.kind !== 'icmp') return null;
  const discovery = packet.family === 6 ? neighbourDiscovery(payload) : null;
  return discovery ?? ofIcmp(packet, payload, marks);
}

function ofTcp({ segment }: Tcp, marks: readonly Mark[]): Subject | null {
  if (segment === null) return null;
  const { sequence, acknowledgement, syn, ack, rst } = segment;
  const flowWith = (number: number) =>
    marks.findIndex((mark) => mark.kind === 'tcp' && mark.sequences.includes(number));
  if (syn && !ack) {
    const flow = flowWith(sequence);
    return flow < 0 ? null : { kind: 'request', flow, sequence: 1 };
  }
  const flow = ack && (syn || rst) ? flowWith((acknowledgement - 1) >>> 0) : -1;
  return flow < 0 ? null : { kind: 'reply', flow, sequence: 1 };
}

function ofIcmp(packet: IpPacket, icmp: Icmp, marks: readonly Mark[]): Subject | null {
  const flow = marks.findIndex((mark) => carries(icmp, mark));
  if (flow < 0) return null;
  if (icmp.echo !== null) {
    return { kind: icmp.echo.direction, flow, sequence: icmp.echo.sequence };
  }
  const { family, source } = packet;
  const { type, code } = icmp;
  return {
    kind: 'error',
    flow,
    error: { family, type, code, mtu: mtuOf(family, icmp), from: source },
  };
}

/** An echo holds the pattern; an error quotes the packet that it is about. */
function carries({ body, echo }: Icmp, mark: Mark): boolean {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  if (mark.kind === 'icmp') return bytes.includes(mark.pattern, 0, 'hex');
  // At least 8 bytes of a TCP header are quoted (RFC 792): ports and sequence number.
  return (
    echo === null &&
    mark.sequences.some((sequence) => {
      const quoted = Buffer.alloc(4);
      quoted.writeUInt32BE(sequence);
      return bytes.includes(quoted);
    })
  );
}

/** RFC 1191, section 4; RFC 4443, section 3.2. */
function mtuOf(family: 4 | 6, { type, code, body }: Icmp): number | null {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  if (body.length < 4) return null;
  if (family === 4) return type === 3 && code === 4 ? view.getUint16(2) || null : null;
  return type === 2 ? view.getUint32(0) : null;
}
