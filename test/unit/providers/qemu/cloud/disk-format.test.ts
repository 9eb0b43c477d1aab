import { expect, test } from 'vitest';
import { formatOf } from '../../../../../src/providers/qemu/cloud/disk-format.ts';

/** The first bytes of a qcow2, with fields of its header at their offsets. */
function qcow2(version: number, fields: Readonly<Record<number, number>> = {}): Buffer {
  const head = Buffer.alloc(512);
  head.write('QFI\xfb', 0, 'latin1');
  head.writeUInt32BE(version, 4);
  for (const [offset, value] of Object.entries(fields)) head.writeUInt32BE(value, Number(offset));
  return head;
}

function bootSector(): Buffer {
  const head = Buffer.alloc(512);
  head.writeUInt16BE(0x55aa, 510);
  return head;
}

test('a disk is told by its first bytes', () => {
  expect(formatOf(qcow2(2))).toBe('qcow2');
  expect(formatOf(qcow2(3, { 76: 0b1 }))).toBe('qcow2');
  expect(formatOf(bootSector())).toBe('raw');
});

test.each([
  ['a backing file', qcow2(2, { 12: 0x200 })],
  ['a backing file far behind', qcow2(3, { 8: 1 })],
  ['an external data file', qcow2(3, { 76: 0b100 })],
])('a disk that leads to %s of this host is refused', (_, head) => {
  expect(() => formatOf(head)).toThrow('the disk says that its data is in another file');
});

test.each([
  ['packed by xz', Buffer.from('fd377a585a000004', 'hex')],
  ['packed by gzip', Buffer.from('1f8b0808', 'hex')],
  ['an HTML page', Buffer.from('<!DOCTYPE html><html>')],
  ['no qcow2, and it has no boot sector', Buffer.alloc(512)],
  ['no qcow2, and it has no boot sector', Buffer.alloc(0)],
])('a file that is %s is refused', (what, head) => {
  expect(() => formatOf(head)).toThrow(`no disk that a machine boots: it is ${what}`);
});

test('so is a disk that ends within its header', () => {
  expect(() => formatOf(qcow2(3).subarray(0, 50))).toThrow('it ends within its header');
});
