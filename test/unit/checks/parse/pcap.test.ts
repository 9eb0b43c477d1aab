import { describe, expect, it } from 'vitest';
import { HarnessError } from '../../../../src/lib/errors.ts';
import { parsePcap } from '../../../../src/checks/parse/pcap.ts';
import { recordedCapture } from '../recorded.ts';

/** The same file as a machine of the other byte order writes it. */
function swapped(file: Uint8Array): Uint8Array {
  const result = Uint8Array.from(file);
  const reverse = (at: number, length: number) => result.subarray(at, at + length).reverse();
  [
    [0, 4],
    [4, 2],
    [6, 2],
    [8, 4],
    [12, 4],
    [16, 4],
    [20, 4],
  ].forEach(([at = 0, length = 0]) => reverse(at, length));
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (let at = 24; at < file.length; at += 16 + view.getUint32(at + 8, true)) {
    [0, 4, 8, 12].forEach((field) => reverse(at + field, 4));
  }
  return result;
}

describe('parsePcap', () => {
  it('reads every packet of a capture', () => {
    const file = parsePcap(recordedCapture('clear'));
    expect(file.linkType).toBe(1);
    expect(file.packets.map(({ data, originalLength }) => [data.length, originalLength])).toEqual([
      [98, 98],
      [98, 98],
      [98, 98],
      [98, 98],
    ]);
  });

  it.each(['clear', 'vxlan-nano'])('reads %s in the other byte order', (name) => {
    const capture = recordedCapture(name);
    expect(parsePcap(swapped(capture))).toEqual(parsePcap(capture));
  });

  it.each(['clear', 'vxlan-nano'])('finds the pings of %s 200 ms apart', (name) => {
    const [first, , second] = parsePcap(recordedCapture(name)).packets;
    const apartMs = Number((second?.timeNs ?? 0n) - (first?.timeNs ?? 0n)) / 1e6;
    expect(apartMs).toBeGreaterThan(190);
    expect(apartMs).toBeLessThan(260);
  });

  it('says how much of a cut packet there was', () => {
    const [packet] = parsePcap(recordedCapture('vxlan-snapped')).packets;
    expect([packet?.data.length, packet?.originalLength]).toEqual([90, 148]);
  });

  it('leaves out a packet that the file breaks off in', () => {
    const capture = recordedCapture('clear');
    expect(parsePcap(capture.subarray(0, capture.length - 1)).packets).toHaveLength(3);
    expect(parsePcap(capture.subarray(0, 24 + 15)).packets).toHaveLength(0);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('tcpdump: no such device, and so on')],
  ])('refuses %s', (_, bytes) => {
    expect(() => parsePcap(bytes)).toThrow(HarnessError);
  });
});
