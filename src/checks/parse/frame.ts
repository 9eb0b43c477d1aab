/** Ethernet II frames with 802.1Q tags, ARP (RFC 826) and IP in them. */
import { decodeIp, type IpPacket } from './ip-packet.ts';
import { Reader, unlessShort } from './reader.ts';

export interface ArpPacket {
  readonly kind: 'arp';
  readonly operation: 'request' | 'reply';
  readonly senderMac: string;
  readonly senderAddress: string;
  readonly targetMac: string;
  readonly targetAddress: string;
}

export interface Frame {
  readonly source: string;
  readonly destination: string;
  /** VLAN ids, outermost first. */
  readonly vlans: readonly number[];
  /** Null for another protocol, or where the capture was cut. */
  readonly payload: ArpPacket | IpPacket | null;
}

const IP4 = 0x0800;
const ARP = 0x0806;
const IP6 = 0x86dd;
/** 802.1Q and 802.1ad. */
const TAGS = new Set([0x8100, 0x88a8]);

/** Null when the frame's header was cut off. */
export function decodeFrame(bytes: Uint8Array): Frame | null {
  return unlessShort(() => {
    const reader = new Reader(bytes);
    const destination = mac(reader.take(6));
    const source = mac(reader.take(6));
    return { source, destination, ...decodeTyped(reader.u16(), reader) };
  });
}

/** What follows an EtherType: tags, each with the next type behind it, and then the payload. */
export function decodeTyped(etherType: number, reader: Reader): Pick<Frame, 'vlans' | 'payload'> {
  const vlans: number[] = [];
  let type = etherType;
  while (TAGS.has(type)) {
    vlans.push(reader.u16() & 0x0fff);
    type = reader.u16();
  }
  return { vlans, payload: decodePayload(type, reader.rest()) };
}

function decodePayload(type: number, bytes: Uint8Array): ArpPacket | IpPacket | null {
  switch (type) {
    case IP4:
    case IP6:
      return decodeIp(bytes);
    case ARP:
      return decodeArp(bytes);
    default:
      return null;
  }
}

function decodeArp(bytes: Uint8Array): ArpPacket | null {
  // Ethernet, IPv4 and their address lengths: all that ARP is used for here.
  const reader = new Reader(bytes);
  if (bytes.length < 28 || reader.u16() !== 1 || reader.u16() !== IP4 || reader.u16() !== 0x0604) {
    return null;
  }
  return {
    kind: 'arp',
    operation: reader.u16() === 1 ? 'request' : 'reply',
    senderMac: mac(reader.take(6)),
    senderAddress: reader.take(4).join('.'),
    targetMac: mac(reader.take(6)),
    targetAddress: reader.take(4).join('.'),
  };
}

function mac(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':');
}
