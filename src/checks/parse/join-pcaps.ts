import { parsePcap } from './pcap.ts';

const FILE_HEADER = 24;

/**
 * The files of one capture as one, in the order of their first packets; tcpdump writes them in turn.
 * @throws HarnessError for anything but pcap
 */
export function joinPcaps(files: readonly Uint8Array[]): Uint8Array {
  // A file that tcpdump has just begun may not have its header yet.
  const begun = files
    .filter(({ length }) => length >= FILE_HEADER)
    .map((bytes) => ({ bytes, first: parsePcap(bytes).packets[0]?.timeNs ?? null }));
  const header = begun[0]?.bytes.subarray(0, FILE_HEADER) ?? new Uint8Array();
  const inOrder = begun
    .flatMap(({ bytes, first }) => (first === null ? [] : [{ bytes, first }]))
    .sort((a, b) => (a.first < b.first ? -1 : 1));
  return Buffer.concat([header, ...inOrder.map(({ bytes }) => bytes.subarray(FILE_HEADER))]);
}
