import type { ArpPacket } from '../../checks/parse/frame.ts';
import type { IpPacket } from '../../checks/parse/ip-packet.ts';

interface PacketEnds {
  readonly source: string;
  readonly destination: string;
}

/** A packet's addresses; those that ARP speaks of. */
export function packetEnds(packet: ArpPacket | IpPacket): PacketEnds {
  return packet.kind === 'ip'
    ? { source: packet.source, destination: packet.destination }
    : { source: packet.senderAddress, destination: packet.targetAddress };
}
