/** Packets that crossed a segment. */
import { type ArpPacket, decodeFrame } from '../../checks/parse/frame.ts';
import type { IpPacket } from '../../checks/parse/ip-packet.ts';
import { parsePcap } from '../../checks/parse/pcap.ts';
import { type TunnelPorts, unwrap, type Wrap } from '../way/unwrap.ts';

/** A packet on a segment. The host's clock gave all of them their times. */
export interface Passage {
  readonly segment: string;
  /** Nanoseconds since the epoch. */
  readonly timeNs: bigint;
  /** Of the outermost frame. */
  readonly from: string;
  readonly to: string;
  /** VLAN ids, outermost first. */
  readonly vlans: readonly number[];
  /** Tunnels around it, outermost first. */
  readonly wraps: readonly Wrap[];
  readonly packet: ArpPacket | IpPacket;
}

/** What was caught on one segment. */
export interface SegmentCatch {
  readonly segment: string;
  readonly pcap: Uint8Array;
}

/** ARP and IP of a capture, in its order. @throws HarnessError for anything but pcap */
export function passagesIn({ segment, pcap }: SegmentCatch, ports: TunnelPorts): Passage[] {
  return parsePcap(pcap).packets.flatMap(({ timeNs, data }) => {
    const frame = decodeFrame(data);
    if (frame?.payload == null) return [];
    const { wraps, innermost } = unwrap(frame.payload, ports);
    const { source: from, destination: to, vlans } = frame;
    return [{ segment, timeNs, from, to, vlans, wraps, packet: innermost }];
  });
}
