import type { RawSpec } from '../../schema/check.ts';
import type { Path } from '../../yaml/tree.ts';
import type { Finding } from '../rule.ts';
import type { CheckForm } from './form.ts';

type Packet = NonNullable<RawSpec<'capture'>['seen']>[number];

const HAVE_PORTS: readonly unknown[] = [undefined, 'tcp', 'udp'];
const HAVE_TYPES: readonly unknown[] = [undefined, 'arp', 'icmp'];

function contradictions(packet: Omit<Packet, 'inner'>, path: Path): readonly Finding[] {
  const { protocol = 'any' } = packet;
  const findings: Finding[] = [];
  for (const key of ['port', 'to_port'] as const) {
    if (packet[key] === undefined || HAVE_PORTS.includes(packet.protocol)) continue;
    findings.push({
      path: [...path, key],
      part: 'key',
      message: `packets of ${protocol} have no ports`,
    });
  }
  if (packet.type !== undefined && !HAVE_TYPES.includes(packet.protocol)) {
    findings.push({
      path: [...path, 'type'],
      part: 'key',
      message: `packets of ${protocol} are no requests or replies that could be told apart`,
    });
  }
  if (packet.vni !== undefined && ![undefined, 'udp', 'ip'].includes(packet.protocol)) {
    findings.push({
      path: [...path, 'vni'],
      part: 'key',
      message: `VXLAN travels in udp, not in ${protocol}`,
    });
  }
  return findings;
}

function judgePackets(packets: RawSpec<'capture'>['seen'], path: Path): readonly Finding[] {
  return (packets ?? []).flatMap((packet, index): readonly Finding[] => {
    const at = [...path, index];
    if (Object.keys(packet).length === 0) {
      return [{ path: at, message: 'expected something that the packet is told by' }];
    }
    const { inner } = packet;
    return [
      ...contradictions(packet, at),
      ...(inner === undefined ? [] : contradictions(inner, [...at, 'inner'])),
    ];
  });
}

export const captureForm: CheckForm<'capture'> = ({ seen, not_seen: notSeen }, path) => {
  if ((seen ?? notSeen) === undefined) {
    return [{ path, part: 'key', message: 'expected `seen` or `not_seen`, found neither' }];
  }
  return [
    ...judgePackets(seen, [...path, 'seen']),
    ...judgePackets(notSeen, [...path, 'not_seen']),
  ];
};
