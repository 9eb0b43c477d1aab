/** What a packet is, for people, and by what it is known again on another segment. */
import type { ArpPacket } from '../../checks/parse/frame.ts';
import type { Icmp, IpPacket, Tcp } from '../../checks/parse/ip-packet.ts';
import { neighbourDiscovery } from '../way/neighbour-discovery.ts';
import { packetEnds } from '../way/packet-ends.ts';

/** Of ICMP (RFC 792) and ICMPv6 (RFC 4443), by type. */
const ICMP_WORDS: Readonly<Record<4 | 6, Readonly<Record<number, string>>>> = {
  4: { 3: 'destination unreachable', 5: 'redirect', 11: 'time exceeded' },
  6: { 1: 'destination unreachable', 2: 'packet too big', 3: 'time exceeded' },
};

/** `ICMP echo request, id 7, seq 1`. */
export function packetWords(packet: ArpPacket | IpPacket): string {
  if (packet.kind === 'arp') {
    const { operation, targetAddress, senderAddress, senderMac } = packet;
    return operation === 'request'
      ? `ARP who has ${targetAddress}`
      : `ARP ${senderAddress} is at ${senderMac}`;
  }
  const { payload, protocol } = packet;
  switch (payload?.kind) {
    case 'icmp':
      return icmpWords(payload, packet.family);
    case 'tcp':
      return tcpWords(payload);
    case 'udp':
      return `UDP port ${payload.sourcePort} → ${payload.destinationPort}`;
    case 'gre':
      return payload.key === null ? 'GRE' : `GRE key ${payload.key}`;
    case 'ip':
      return 'IP in IP';
    case undefined:
      return protocol === null ? 'IP' : `IP protocol ${protocol}`;
  }
}

function icmpWords(icmp: Icmp, family: 4 | 6): string {
  const name = family === 4 ? 'ICMP' : 'ICMPv6';
  const { echo, type, code } = icmp;
  if (echo !== null) {
    return `${name} echo ${echo.direction}, id ${echo.identifier}, seq ${echo.sequence}`;
  }
  const discovery = family === 6 ? neighbourDiscovery(icmp) : null;
  if (discovery !== null) {
    const { kind, address } = discovery;
    return kind === 'asks' ? `${name} who has ${address}` : `${name} ${address} is here`;
  }
  const words = ICMP_WORDS[family][type];
  return words === undefined
    ? `${name} type ${type}, code ${code}`
    : `${name} ${words}, code ${code}`;
}

function tcpWords({ sourcePort, destinationPort, segment }: Tcp): string {
  const ports = `TCP port ${sourcePort} → ${destinationPort}`;
  if (segment === null) return ports;
  const { syn, ack, rst, sequence } = segment;
  const flags = [...(syn ? ['SYN'] : []), ...(ack ? ['ACK'] : []), ...(rst ? ['RST'] : [])];
  return `${ports}, ${[...flags, `seq ${sequence}`].join(' ')}`;
}

/** The same for one packet wherever it is seen, as long as nobody rewrites its addresses. */
export function packetKey(packet: ArpPacket | IpPacket): string {
  const { source, destination } = packetEnds(packet);
  const parts = [source, destination, packetWords(packet)];
  if (packet.kind === 'arp') return [...parts, packet.senderMac].join(' ');
  const acknowledged =
    packet.payload?.kind === 'tcp' ? packet.payload.segment?.acknowledgement : undefined;
  return [...parts, packet.identification ?? '', acknowledged ?? ''].join(' ');
}
