import type { Over } from '../../topology/checks/parts.ts';
import type { DeviceCounters } from '../parse/device-counters.ts';
import { tunnelWords } from './carried.ts';
import type { PingIdentity, Sightings } from './tunnel-sightings.ts';

export interface TunnelObservation {
  readonly ping: PingIdentity;
  readonly answered: number;
  readonly sightings: readonly Sightings[];
  /** The tunnel device's counters before and after the ping; null when it was not there. */
  readonly before: DeviceCounters | null;
  readonly after: DeviceCounters | null;
}

/** Why the answered ping is not proven to have taken the tunnel; null when it is. */
export function tunnelObjection(over: Over, seen: TunnelObservation): string | null {
  for (const segment of over.segments) {
    const sightings = seen.sightings.find((candidate) => candidate.segment === segment);
    if (sightings === undefined) return `nothing was captured on ${segment}`;
    const objection = segmentObjection(over, seen, sightings);
    if (objection !== null) return objection;
  }
  return counterObjection(over, seen);
}

function segmentObjection(
  over: Over,
  { ping, answered }: TunnelObservation,
  { segment, requests, replies, innerInClear, otherTunnels, inner, sealed }: Sightings,
): string | null {
  const tunnel = tunnelWords(over.outer);
  const instead = otherTunnels.length === 0 ? '' : ` (but ${otherTunnels.join(', ')})`;
  if (innerInClear > 0) return `${innerInClear} of its packets crossed ${segment} in clear`;
  if (sealed !== null) {
    const fewest = Math.min(sealed.sent, sealed.received);
    if (fewest >= answered) return null;
    return `${tunnel} carried only ${sealed.sent} packets there and ${sealed.received} back on ${segment} for ${answered} answers`;
  }
  if (requests.length === 0 && inner.length > 0) {
    return `inside it, on ${segment}, the packets go ${inner.join(', ')} instead of ${ping.source} → ${ping.target}`;
  }
  if (requests.length === 0) return `no ${tunnel} carried it on ${segment}${instead}`;
  if (replies.length === 0) return `no ${tunnel} carried its replies on ${segment}${instead}`;
  const fewest = Math.min(requests.length, replies.length);
  if (fewest < answered) return `${tunnel} carried only ${fewest} of ${answered} on ${segment}`;
  return null;
}

function counterObjection(over: Over, { answered, before, after }: TunnelObservation) {
  if (before === null || after === null) return `the node has no device ${over.device}`;
  const sent = after.txPackets - before.txPackets;
  const received = after.rxPackets - before.rxPackets;
  if (sent >= answered && received >= answered) return null;
  return `the device counted ${sent} packets sent and ${received} received for ${answered} answers`;
}
