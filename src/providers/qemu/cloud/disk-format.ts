/** What kind of disk a file is, told by its first bytes. */
import { open } from 'node:fs/promises';
import { HarnessError } from '../../../lib/errors.ts';

export type DiskFormat = 'qcow2' | 'raw';

const headLength = 512;

/** What a file turns out to be that is no disk. In the order in which they are looked for. */
const others: readonly { readonly magic: string; readonly what: string }[] = [
  { magic: 'fd377a585a00', what: 'packed by xz' },
  { magic: '1f8b', what: 'packed by gzip' },
  { magic: '28b52ffd', what: 'packed by zstd' },
  { magic: '504b0304', what: 'a zip archive' },
  { magic: '4b444d56', what: 'a VMDK disk' },
  { magic: '3c21444f43545950', what: 'an HTML page' },
];

/** @throws HarnessError when no machine could boot it, or it leads to other files of this host */
export async function diskFormat(file: string): Promise<DiskFormat> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headLength), 0, headLength, 0);
    return formatOf(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

/** The same for the first 512 bytes. @throws HarnessError */
export function formatOf(head: Buffer): DiskFormat {
  if (head.subarray(0, 4).equals(Buffer.from('QFI\xfb', 'latin1'))) {
    refuseOtherFiles(head);
    return 'qcow2';
  }
  const hex = head.toString('hex');
  const other = others.find(({ magic }) => hex.startsWith(magic));
  if (other !== undefined) throw noDisk(`it is ${other.what}`);
  // The last two bytes of a master boot record.
  if (head.length === headLength && head.readUInt16BE(510) === 0x55aa) return 'raw';
  throw noDisk('it is no qcow2, and it has no boot sector');
}

/**
 * A qcow2 may say that parts of it are in other files, by any path (QEMU, docs/interop/qcow2): the
 * guest would see files of this host.
 */
function refuseOtherFiles(head: Buffer): void {
  if (head.length < 104) throw noDisk('it ends within its header');
  const isOld = head.readUInt32BE(4) < 3;
  const externalData = !isOld && (head.readUInt32BE(76) & 0b100) !== 0;
  if (head.readBigUInt64BE(8) === 0n && !externalData) return;
  throw new HarnessError('the disk says that its data is in another file', {
    remedy: 'make one disk of it: qemu-img convert -O qcow2 DISK WHOLE-DISK',
  });
}

function noDisk(reason: string): HarnessError {
  return new HarnessError(`the file is no disk that a machine boots: ${reason}`, {
    remedy: 'a cloud image is a disk in the format qcow2 or raw, not packed',
  });
}
