/** What the packets of tunnels carry. */
import { decodeFrame, type Frame } from './frame.ts';
import { decodeIp, type Gre, type IpPacket } from './ip-packet.ts';

export interface VxlanPacket {
  readonly vni: number;
  /** Null when the capture was cut before it. */
  readonly inner: Frame | null;
}

const VXLAN_HEADER = 8;
/** The I flag: the VNI is valid (RFC 7348, section 5). */
const VNI_VALID = 0x08;
/** Flags and protocol before each packet of a TUN device without IFF_NO_PI (Linux, tuntap.rst). */
const TUN_HEADER = 4;

/** Null when the datagram is no VXLAN packet. */
export function decodeVxlan(datagram: Uint8Array): VxlanPacket | null {
  const [flags = 0, , , , a = 0, b = 0, c = 0] = datagram;
  if (datagram.length < VXLAN_HEADER || (flags & VNI_VALID) === 0) return null;
  return { vni: (a << 16) | (b << 8) | c, inner: decodeFrame(datagram.subarray(VXLAN_HEADER)) };
}

/** The IP packet that a datagram carries as it is, or after the header of a TUN device. */
export function decodeTun(datagram: Uint8Array): IpPacket | null {
  return decodeIp(datagram) ?? decodeIp(datagram.subarray(TUN_HEADER));
}

/** EtherType of an Ethernet frame in GRE (Transparent Ethernet Bridging). */
const BRIDGED = 0x6558;

/** The frame or packet that GRE carries; null for anything else, or where it was cut. */
export function decodeGrePayload({ carries, data }: Gre): Frame | IpPacket | null {
  return carries === BRIDGED ? decodeFrame(data) : decodeIp(data);
}

/** A message with a packet in it (WireGuard's paper, section 5.4.6): its type, then three zeros. */
const WIREGUARD_DATA = [4, 0, 0, 0];
/** Header and tag of such a message, which is all that one to keep the way open has. */
const WIREGUARD_EMPTY = 32;

/** Whether a datagram is a message of WireGuard that seals a packet. */
export function isWireguardData(datagram: Uint8Array): boolean {
  return (
    datagram.length > WIREGUARD_EMPTY &&
    WIREGUARD_DATA.every((byte, index) => datagram[index] === byte)
  );
}
