/** Where and when packets of the traced flows were seen. */
import { parsePcap } from '../../checks/parse/pcap.ts';
import { HarnessError } from '../../lib/errors.ts';
import type { Endpoint } from '../../topology/model.ts';
import type { Mark } from '../flow.ts';
import { decodeCooked, type CookedPacket, type Direction, LINKTYPE_LINUX_SLL2 } from './cooked.ts';
import { packetEnds } from './packet-ends.ts';
import { type Subject, subjectOf } from './subject.ts';
import { type TunnelPorts, unwrap, type Wrap } from './unwrap.ts';

/** A packet that a device of a namespace sent or took in. */
export interface Sighting {
  /** The namespace. */
  readonly at: Endpoint;
  readonly device: string;
  readonly direction: Direction;
  /** By the clock of the node: times of one node can be compared, those of two can not. */
  readonly timeNs: bigint;
  /** VLAN ids, outermost first. */
  readonly vlans: readonly number[];
  /** Tunnels around it, outermost first. */
  readonly wraps: readonly Wrap[];
  readonly subject: Subject;
  /** Innermost addresses; those that ARP speaks of. */
  readonly source: string;
  readonly destination: string;
}

/** What was caught in one namespace. */
export interface Catch {
  readonly at: Endpoint;
  readonly pcap: Uint8Array;
  /** Names of the namespace's devices by their index. */
  readonly devices: ReadonlyMap<number, string>;
}

interface CaughtPacket {
  readonly timeNs: bigint;
  readonly packet: CookedPacket;
  readonly device: string;
}

/** @throws HarnessError for a file that is no such capture */
export function packetsOf({ pcap, devices }: Catch): readonly CaughtPacket[] {
  const { linkType, packets } = parsePcap(pcap);
  if (linkType !== LINKTYPE_LINUX_SLL2) {
    throw new HarnessError(`a capture on all devices has the link type ${linkType}`, {
      remedy: 'tcpdump 4.99 or newer is needed on the nodes',
    });
  }
  return packets.flatMap(({ timeNs, data }) => {
    const packet = decodeCooked(data);
    if (packet === null) return [];
    return [{ timeNs, packet, device: devices.get(packet.device) ?? `device ${packet.device}` }];
  });
}

/** Of all that was caught, what belongs to the flows, in the order of its catching. */
export function sightingsIn(
  caught: Catch,
  marks: readonly Mark[],
  ports: TunnelPorts,
): readonly Sighting[] {
  return packetsOf(caught).flatMap(({ timeNs, packet, device }): readonly Sighting[] => {
    const { wraps, innermost } = unwrap(packet.payload, ports);
    const subject = subjectOf(innermost, marks);
    if (subject === null) return [];
    const { direction, vlans } = packet;
    const where = { at: caught.at, device, direction, timeNs };
    return [{ ...where, vlans, wraps, subject, ...packetEnds(innermost) }];
  });
}
