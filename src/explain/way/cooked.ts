/**
 * Packets as tcpdump catches them on all devices of a namespace at once (LINKTYPE_LINUX_SLL2,
 * tcpdump.org): a made-up header that names the device, in front of the packet.
 */
import { type ArpPacket, decodeTyped } from '../../checks/parse/frame.ts';
import type { IpPacket } from '../../checks/parse/ip-packet.ts';
import { Reader, unlessShort } from '../../checks/parse/reader.ts';

export const LINKTYPE_LINUX_SLL2 = 276;

/** `passing`: meant for another machine, and seen because the device hears everything. */
export type Direction = 'in' | 'out' | 'passing';

export interface CookedPacket {
  /** Index of the device. */
  readonly device: number;
  readonly direction: Direction;
  /** VLAN ids, outermost first. */
  readonly vlans: readonly number[];
  readonly payload: ArpPacket | IpPacket;
}

const HEADER = 20;
const PASSING = 3;
const OUTGOING = 4;

/** Null for anything but ARP and IP, and where the capture was cut. */
export function decodeCooked(bytes: Uint8Array): CookedPacket | null {
  return unlessShort(() => {
    const reader = new Reader(bytes);
    const protocol = reader.u16();
    reader.skip(2);
    const device = reader.u32();
    reader.skip(2);
    const type = reader.u8();
    reader.skip(HEADER - 11);
    const { vlans, payload } = decodeTyped(protocol, reader);
    return payload === null ? null : { device, direction: directionOf(type), vlans, payload };
  });
}

function directionOf(packetType: number): Direction {
  if (packetType === OUTGOING) return 'out';
  return packetType === PASSING ? 'passing' : 'in';
}
