/** The storage pool of a lab: a directory of its own that libvirt makes and reads. */
import { poolName, poolPath } from './names.ts';
import { namesOf, virsh, volumesOf } from './virsh.ts';

/** Defines a pool and starts it; leaves one that is there alone. @throws HarnessError */
export async function addPool(lab: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const name = poolName(lab);
  if (!(await namesOf('pool')).has(name)) {
    await virsh(['pool-define-as', name, 'dir', '--target', poolPath(lab)]);
  }
  await start(name);
}

async function start(name: string): Promise<void> {
  if (/^State:\s+running$/m.test(await virsh(['pool-info', name]))) return;
  await virsh(['pool-build', name]);
  await virsh(['pool-start', name]);
}

/** Removes a pool with its volumes and its directory, if it is there. @throws HarnessError */
export async function removePool(lab: string): Promise<void> {
  const name = poolName(lab);
  if (!(await namesOf('pool')).has(name)) return;
  await start(name);
  await virsh(['pool-refresh', name]);
  for (const volume of await volumesOf(name)) await virsh(['vol-delete', '--pool', name, volume]);
  await virsh(['pool-destroy', name]);
  await virsh(['pool-delete', name]);
  await virsh(['pool-undefine', name]);
}
