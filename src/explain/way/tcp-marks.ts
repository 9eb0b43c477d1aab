import type { PacketFlow } from '../../topology/checks/parts.ts';
import type { Mark } from '../flow.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import { type Catch, packetsOf } from './sighting.ts';

/** Initial sequence numbers of the connections that a flow's source began, as caught at the source. */
export function tcpMark({ from, to, port }: PacketFlow, catches: readonly Catch[]): Mark {
  const source = catches.find(({ at }) => endpointLabel(at) === endpointLabel(from));
  const sequences = (source === undefined ? [] : packetsOf(source)).flatMap(({ packet }) => {
    const { payload } = packet;
    if (packet.direction !== 'out' || payload.kind !== 'ip') return [];
    if (payload.destination !== to.address || payload.payload?.kind !== 'tcp') return [];
    const { destinationPort, segment } = payload.payload;
    const begins = segment?.syn === true && !segment.ack && destinationPort === port;
    return begins ? [segment.sequence] : [];
  });
  return { kind: 'tcp', sequences: [...new Set(sequences)] };
}
