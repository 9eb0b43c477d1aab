import { namesOf, virsh } from './virsh.ts';

/** Removes a machine if it is there, running or not. Its volumes go with the lab's pool. */
export async function removeDomain(name: string): Promise<void> {
  if (!(await namesOf('domain')).has(name)) return;
  if ((await stateOf(name)) !== 'shut off') await virsh(['destroy', name]);
  // Somebody may have taken a snapshot of it meanwhile, and libvirt then keeps it otherwise.
  await virsh(['undefine', name, '--snapshots-metadata', '--managed-save']);
}

/** Why a machine that should run does not; null when it does. */
export async function causeOfDeath(name: string): Promise<string | null> {
  if (!(await namesOf('domain')).has(name)) return 'libvirt has no such machine';
  const state = await stateOf(name);
  return state === 'running' ? null : `libvirt says that its machine is: ${state}`;
}

async function stateOf(name: string): Promise<string> {
  return (await virsh(['domstate', name])).trim();
}
