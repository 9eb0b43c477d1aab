/**
 * IPv4 (RFC 791), IPv6 (RFC 8200) and, in them, ICMP (RFC 792), ICMPv6 (RFC 4443), UDP (RFC 768),
 * TCP without its options (RFC 9293), GRE (RFC 2784, 2890) and IP again (RFC 2003, 2473, 4213).
 */
import ipaddr from 'ipaddr.js';
import type { Family } from '../../topology/prefix.ts';
import { Reader, unlessShort } from './reader.ts';

export interface Icmp {
  readonly kind: 'icmp';
  readonly type: number;
  readonly code: number;
  /** Null for anything but an echo request or its reply. */
  readonly echo: {
    readonly direction: 'request' | 'reply';
    readonly identifier: number;
    readonly sequence: number;
  } | null;
  /** What follows the checksum, as far as it was captured. */
  readonly body: Uint8Array;
}

export interface Udp {
  readonly kind: 'udp';
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Payload as far as it was captured. */
  readonly data: Uint8Array;
}

export interface Tcp {
  readonly kind: 'tcp';
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** What follows the ports; null where the capture, or the packet in an ICMP error, was cut. */
  readonly segment: {
    readonly sequence: number;
    readonly acknowledgement: number;
    readonly syn: boolean;
    readonly ack: boolean;
    readonly rst: boolean;
  } | null;
}

export interface Gre {
  readonly kind: 'gre';
  /** EtherType of what it carries; 0x6558 is an Ethernet frame. */
  readonly carries: number;
  /** Null without one. */
  readonly key: number | null;
  /** What it carries, as far as it was captured. */
  readonly data: Uint8Array;
}

export interface IpPacket {
  readonly kind: 'ip';
  readonly family: Family;
  readonly source: string;
  readonly destination: string;
  /** What fragments of a packet have in common, and routers do not change; null with IPv6. */
  readonly identification: number | null;
  /** TTL or hop limit. */
  readonly hops: number;
  /** IP protocol number of the payload, behind IPv6 extension headers; null where they were cut off. */
  readonly protocol: number | null;
  /** Null for another protocol, for all but the first fragment, or where the capture was cut. */
  readonly payload: IpPayload | null;
}

type IpPayload = Icmp | Udp | Tcp | Gre | IpPacket;

const ICMP = 1;
const IP4_IN_IP = 4;
const TCP = 6;
const UDP = 17;
const IP6_IN_IP = 41;
const GRE = 47;
const ICMP6 = 58;
const FRAGMENT = 44;
/** Hop-by-hop, routing, destination options: next header, then length in units of 8 bytes. */
const EXTENSIONS = new Set([0, 43, 60]);

/** Null when the bytes are no IP packet, or its header was cut off. */
export function decodeIp(bytes: Uint8Array): IpPacket | null {
  switch ((bytes[0] ?? 0) >> 4) {
    case 4:
      return unlessShort(() => decodeIp4(bytes));
    case 6:
      return unlessShort(() => decodeIp6(bytes));
    default:
      return null;
  }
}

function decodeIp4(bytes: Uint8Array): IpPacket {
  const reader = new Reader(bytes);
  const headerLength = (reader.u8() & 0x0f) * 4;
  reader.skip(1);
  const totalLength = reader.u16();
  const identification = reader.u16();
  const fragmentOffset = reader.u16() & 0x1fff;
  const hops = reader.u8();
  const protocol = reader.u8();
  reader.skip(2);
  const source = address(reader.take(4));
  const destination = address(reader.take(4));
  reader.skip(headerLength - 20);
  const payload =
    fragmentOffset > 0 ? null : decodePayload(protocol, reader.rest(totalLength - headerLength));
  return { kind: 'ip', family: 4, source, destination, identification, hops, protocol, payload };
}

function decodeIp6(bytes: Uint8Array): IpPacket {
  const reader = new Reader(bytes);
  reader.skip(4);
  const length = reader.u16();
  const next = reader.u8();
  const hops = reader.u8();
  const source = address(reader.take(16));
  const destination = address(reader.take(16));
  const behind = unlessShort(() => decodeAfterExtensions(next, reader.rest(length)));
  const { protocol, payload } = behind ?? { protocol: null, payload: null };
  const identification = null;
  return { kind: 'ip', family: 6, source, destination, identification, hops, protocol, payload };
}

function decodeAfterExtensions(
  first: number,
  bytes: Uint8Array,
): Pick<IpPacket, 'protocol' | 'payload'> {
  const reader = new Reader(bytes);
  let header = first;
  while (EXTENSIONS.has(header) || header === FRAGMENT) {
    const next = reader.u8();
    if (header === FRAGMENT) {
      reader.skip(1);
      if (reader.u16() >> 3 > 0) return { protocol: next, payload: null };
      reader.skip(4);
    } else {
      reader.skip(reader.u8() * 8 + 6);
    }
    header = next;
  }
  return { protocol: header, payload: decodePayload(header, reader.rest()) };
}

function decodePayload(protocol: number, bytes: Uint8Array): IpPayload | null {
  switch (protocol) {
    case ICMP:
      return unlessShort(() => decodeIcmp(bytes, { request: 8, reply: 0 }));
    case ICMP6:
      return unlessShort(() => decodeIcmp(bytes, { request: 128, reply: 129 }));
    case UDP:
      return unlessShort(() => decodeUdp(bytes));
    case TCP:
      return unlessShort(() => decodeTcp(bytes));
    case GRE:
      return unlessShort(() => decodeGre(bytes));
    case IP4_IN_IP:
    case IP6_IN_IP:
      return decodeIp(bytes);
    default:
      return null;
  }
}

function decodeIcmp(bytes: Uint8Array, types: { request: number; reply: number }): Icmp {
  const reader = new Reader(bytes);
  const type = reader.u8();
  const code = reader.u8();
  reader.skip(2);
  const body = bytes.subarray(4);
  if (type !== types.request && type !== types.reply)
    return { kind: 'icmp', type, code, echo: null, body };
  const direction = type === types.request ? 'request' : 'reply';
  return {
    kind: 'icmp',
    type,
    code,
    echo: { direction, identifier: reader.u16(), sequence: reader.u16() },
    body,
  };
}

function decodeUdp(bytes: Uint8Array): Udp {
  const reader = new Reader(bytes);
  const sourcePort = reader.u16();
  const destinationPort = reader.u16();
  const length = reader.u16();
  reader.skip(2);
  return { kind: 'udp', sourcePort, destinationPort, data: reader.rest(length - 8) };
}

function decodeTcp(bytes: Uint8Array): Tcp {
  const reader = new Reader(bytes);
  const ports = { sourcePort: reader.u16(), destinationPort: reader.u16() };
  return { kind: 'tcp', ...ports, segment: unlessShort(() => decodeSegment(reader)) };
}

function decodeSegment(reader: Reader): Tcp['segment'] {
  const sequence = reader.u32();
  const acknowledgement = reader.u32();
  reader.skip(1);
  const flags = reader.u8();
  return {
    sequence,
    acknowledgement,
    syn: (flags & 0x02) !== 0,
    ack: (flags & 0x10) !== 0,
    rst: (flags & 0x04) !== 0,
  };
}

/** Flags of the first 16 bits: a checksum, a key and a sequence number follow, in this order. */
const GRE_CHECKSUM = 0x8000;
const GRE_KEY = 0x2000;
const GRE_SEQUENCE = 0x1000;

function decodeGre(bytes: Uint8Array): Gre {
  const reader = new Reader(bytes);
  const flags = reader.u16();
  const carries = reader.u16();
  if ((flags & GRE_CHECKSUM) !== 0) reader.skip(4);
  const key = (flags & GRE_KEY) === 0 ? null : reader.u32();
  if ((flags & GRE_SEQUENCE) !== 0) reader.skip(4);
  return { kind: 'gre', carries, key, data: reader.rest() };
}

function address(bytes: Uint8Array): string {
  const parsed = ipaddr.fromByteArray([...bytes]);
  return parsed.kind() === 'ipv6' ? (parsed as ipaddr.IPv6).toRFC5952String() : parsed.toString();
}
