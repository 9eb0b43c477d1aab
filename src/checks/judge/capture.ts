import { covers } from '../../topology/addressing.ts';
import type { PacketPattern } from '../../topology/checks/capture.ts';
import type { Prefix } from '../../topology/prefix.ts';
import { packetLine, type SeenPacket } from '../parse/seen-packet.ts';

/** A ping that was sent meanwhile. */
export interface SentPing {
  readonly identifier: number;
  /** `node1/con1 → node2/con1`. */
  readonly words: string;
}

export interface CaptureObservation {
  readonly packets: readonly SeenPacket[];
  readonly probe: SentPing;
  /** Null where the check has none. */
  readonly control: SentPing | null;
}

export interface CaptureJudgement {
  readonly outcome: 'pass' | 'fail' | 'error';
  readonly observed: string;
  /** Whether it stands: what was seen once cannot become unseen. */
  readonly final: boolean;
}

interface Expected {
  readonly seen: readonly PacketPattern[];
  readonly notSeen: readonly PacketPattern[];
}

/** That nothing was seen counts only if the capture is known to have seen what crossed. */
export function judgeCapture(expected: Expected, observed: CaptureObservation): CaptureJudgement {
  const { packets, control } = observed;
  const count = (pattern: PacketPattern) =>
    packets.filter((packet) => isMeant(pattern, packet)).length;
  const unwanted = expected.notSeen.flatMap((pattern) => {
    const found = packets.filter((packet) => isMeant(pattern, packet));
    const [first] = found;
    return first === undefined ? [] : [`${found.length} × ${pattern.words}: ${packetLine(first)}`];
  });
  const missing = expected.seen.filter((pattern) => count(pattern) === 0);
  const objections = [...missing.map(({ words }) => `no ${words}`), ...unwanted];
  const isBlind = control !== null && !hasPing(packets, control);
  if (isBlind && unwanted.length === 0) {
    return unproven(missingPing(observed, control));
  }
  if (objections.length > 0) {
    return {
      outcome: 'fail',
      observed: `${objections.join('; ')} (${total(packets)})`,
      final: unwanted.length > 0,
    };
  }
  if (expected.notSeen.length > 0 && !isProven(expected, observed)) {
    return unproven(`${missingPing(observed, observed.probe)}, and it has no \`control\``);
  }
  const found = expected.seen.map((pattern) => `${count(pattern)} × ${pattern.words}`);
  const absent = expected.notSeen.map(({ words }) => `no ${words}`);
  const words = [...found, ...absent].join('; ');
  return { outcome: 'pass', observed: `${words} (${total(packets)})`, final: false };
}

function unproven(why: string): CaptureJudgement {
  return { outcome: 'error', observed: `proves nothing: ${why}`, final: false };
}

/** Whether something shows that what crosses this place is caught. */
function isProven({ seen }: Expected, { packets, probe, control }: CaptureObservation): boolean {
  return seen.length > 0 || control !== null || hasPing(packets, probe);
}

function missingPing({ packets }: CaptureObservation, { words }: SentPing): string {
  return `the ping ${words} was not seen (${total(packets)})`;
}

function total(packets: readonly SeenPacket[]): string {
  return `${packets.length} packets caught`;
}

/** Whether a packet of the ping is there, in clear or in a tunnel. */
function hasPing(packets: readonly SeenPacket[], ping: SentPing): boolean {
  const isPing = (packet: SeenPacket | null): boolean =>
    packet !== null && (packet.echo?.identifier === ping.identifier || isPing(packet.inner));
  return packets.some(isPing);
}

/** Whether the packet is as the pattern says. */
function isMeant(pattern: PacketPattern, packet: SeenPacket): boolean {
  const { ports } = packet;
  return (
    isWithin(pattern.from, packet.from) &&
    isWithin(pattern.to, packet.to) &&
    isProtocol(pattern.protocol, packet) &&
    (pattern.type ?? packet.type) === packet.type &&
    (pattern.port === null || pattern.port === ports?.from || pattern.port === ports?.to) &&
    (pattern.toPort === null || pattern.toPort === ports?.to) &&
    isTagged(pattern.vlan, packet) &&
    (pattern.vni ?? packet.vni) === packet.vni &&
    (pattern.inner === null || (packet.inner !== null && isMeant(pattern.inner, packet.inner)))
  );
}

function isWithin(networks: readonly Prefix[] | null, address: string): boolean {
  return networks?.some((network) => covers(network, address)) ?? true;
}

function isProtocol(protocol: PacketPattern['protocol'], packet: SeenPacket): boolean {
  if (protocol === null) return true;
  return protocol === 'ip' ? packet.protocol !== 'arp' : packet.protocol === protocol;
}

function isTagged(vlan: PacketPattern['vlan'], { vlans }: SeenPacket): boolean {
  if (vlan === null) return true;
  return vlan === 'none' ? vlans.length === 0 : vlans[0] === vlan;
}
