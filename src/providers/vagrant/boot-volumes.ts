/** Kernels and initramfs in a lab's pool: QEMU's user may not look into the directory of boxes. */
import { stat } from 'node:fs/promises';
import type { BootVolume } from './box.ts';
import { virsh, volumesOf } from './virsh.ts';

/** Copies into the pool what is not there yet. @throws HarnessError */
export async function addBootVolumes(
  pool: string,
  volumes: readonly BootVolume[],
  signal: AbortSignal,
): Promise<void> {
  const there = new Set(await volumesOf(pool));
  for (const { volume, file } of volumes.filter((each) => !there.has(each.volume))) {
    signal.throwIfAborted();
    const { size } = await stat(file);
    await virsh(['vol-create-as', pool, volume, String(size), '--format', 'raw']);
    await virsh(['vol-upload', '--pool', pool, volume, file]);
  }
}
