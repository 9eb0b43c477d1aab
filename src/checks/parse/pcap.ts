/**
 * Classic pcap files (draft-ietf-opsawg-pcap, PCAP Capture File Format), both byte orders, with
 * microseconds or nanoseconds.
 */
import { HarnessError } from '../../lib/errors.ts';

interface CapturedPacket {
  /** Nanoseconds since the epoch. */
  readonly timeNs: bigint;
  /** The bytes that were kept, at most `originalLength`. */
  readonly data: Uint8Array;
  readonly originalLength: number;
}

export interface PcapFile {
  /** 1 is Ethernet (LINKTYPE_ETHERNET). */
  readonly linkType: number;
  readonly packets: readonly CapturedPacket[];
}

const FILE_HEADER = 24;
const PACKET_HEADER = 16;
const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;

/** A packet that the file breaks off in is left out. @throws HarnessError for anything but pcap. */
export function parsePcap(bytes: Uint8Array): PcapFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const format = bytes.length < FILE_HEADER ? null : formatOf(view);
  if (format === null)
    throw new HarnessError(`the capture is no pcap file (${bytes.length} bytes)`);
  const { little, nsPerTick } = format;
  const packets: CapturedPacket[] = [];
  for (let at = FILE_HEADER; at + PACKET_HEADER <= bytes.length;) {
    const start = at + PACKET_HEADER;
    const end = start + view.getUint32(at + 8, little);
    if (end > bytes.length) break;
    const seconds = BigInt(view.getUint32(at, little));
    packets.push({
      timeNs: seconds * 1_000_000_000n + BigInt(view.getUint32(at + 4, little)) * nsPerTick,
      data: bytes.subarray(start, end),
      originalLength: view.getUint32(at + 12, little),
    });
    at = end;
  }
  return { linkType: view.getUint32(20, little) & 0xffff, packets };
}

function formatOf(view: DataView): { little: boolean; nsPerTick: bigint } | null {
  for (const little of [true, false]) {
    const magic = view.getUint32(0, little);
    if (magic === MICROSECONDS) return { little, nsPerTick: 1000n };
    if (magic === NANOSECONDS) return { little, nsPerTick: 1n };
  }
  return null;
}
