/** Where one ping's packets were seen on a segment: in which tunnel, or in clear. */
import { HarnessError } from '../../lib/errors.ts';
import type { OuterPacket } from '../../topology/checks/parts.ts';
import { carriedIn, clearIn, sealedIn, tunnelWords } from './carried.ts';
import { decodeFrame } from '../parse/frame.ts';
import type { IpPacket } from '../parse/ip-packet.ts';
import { parsePcap } from '../parse/pcap.ts';

/** One ping between two addresses; the identifier tells it from others between them. */
export interface PingIdentity {
  readonly source: string;
  readonly target: string;
  readonly identifier: number;
}

/** What a segment's capture holds of one ping, as plain data for the evidence. */
export interface Sightings {
  readonly segment: string;
  /** Packets in the capture, of whatever kind. */
  readonly captured: number;
  /** Sequence numbers of the requests and replies that crossed inside the expected tunnel. */
  readonly requests: readonly number[];
  readonly replies: readonly number[];
  /** Packets of the ping that crossed outside any tunnel. */
  readonly innerInClear: number;
  /** Other tunnels that carried packets of the ping: `VXLAN with VNI 43`. */
  readonly otherTunnels: readonly string[];
  /** Packets that crossed sealed, so that nobody can tell whose; null where they can be read. */
  readonly sealed: { readonly sent: number; readonly received: number } | null;
  /** Outer and inner addresses of what crossed inside the expected tunnel. */
  readonly outer: readonly string[];
  readonly inner: readonly string[];
}

/** @throws HarnessError when the capture is no pcap file of Ethernet frames. */
export function tunnelSightings(
  segment: string,
  capture: Uint8Array,
  outer: OuterPacket,
  ping: PingIdentity,
): Sightings {
  const file = parsePcap(capture);
  if (file.linkType !== 1) throw new HarnessError(`link type ${file.linkType} is not Ethernet`);
  const requests = new Set<number>();
  const replies = new Set<number>();
  const otherTunnels = new Set<string>();
  const outerPairs = new Set<string>();
  const innerPairs = new Set<string>();
  let innerInClear = 0;
  const sealed = { sent: 0, received: 0 };
  for (const { data } of file.packets) {
    const frame = decodeFrame(data);
    if (frame?.payload?.kind !== 'ip') continue;
    const packet = frame.payload;
    const clear = clearIn(frame, outer);
    if (clear !== null && touches(clear, ping)) innerInClear += 1;
    const way = sealedIn(frame, outer);
    if (way !== null) {
      sealed[way] += 1;
      outerPairs.add(`${packet.source} → ${packet.destination}`);
    }
    const carried = carriedIn(frame, outer);
    if (carried === null || !touches(carried.inner, ping)) continue;
    if (carried.tunnel !== tunnelWords(outer)) {
      otherTunnels.add(carried.tunnel);
      continue;
    }
    outerPairs.add(`${packet.source} → ${packet.destination}`);
    innerPairs.add(`${carried.inner.source} → ${carried.inner.destination}`);
    const echo = echoOf(carried.inner);
    if (echo === null || !isBetween(carried.inner, ping)) continue;
    (echo.direction === 'request' ? requests : replies).add(echo.sequence);
  }
  return {
    segment,
    captured: file.packets.length,
    requests: [...requests],
    replies: [...replies],
    innerInClear,
    otherTunnels: [...otherTunnels],
    sealed: outer.kind === 'wireguard' ? sealed : null,
    outer: [...outerPairs],
    inner: [...innerPairs],
  };
}

function echoOf(packet: IpPacket) {
  return packet.payload?.kind === 'icmp' ? packet.payload.echo : null;
}

/**
 * The ping's packets, whatever address stands in the place of the source: one that was rewritten
 * on the way is still one of them.
 */
function touches(packet: IpPacket, ping: PingIdentity): boolean {
  const echo = echoOf(packet);
  if (echo?.identifier !== ping.identifier) return false;
  const far = echo.direction === 'request' ? packet.destination : packet.source;
  return far === ping.target;
}

/** From the ping's source to its target, or back. */
function isBetween(packet: IpPacket, ping: PingIdentity): boolean {
  const near = echoOf(packet)?.direction === 'request' ? packet.source : packet.destination;
  return near === ping.source;
}
