/** Finds what dead runs have left on this host, and removes it. */
import { endProcesses, markedProcesses } from '../lib/marked-processes.ts';
import { isAlive } from '../lib/process-identity.ts';
import type { Progress } from '../providers/provider.ts';
import { sweepCache } from '../providers/qemu/sweep.ts';
import { removeLab } from './down.ts';
import { listLabs } from './labs.ts';

export interface Cleaned {
  readonly removed: readonly string[];
  readonly left: readonly string[];
}

/** Kept labs stay, unless `all` is asked for; labs of living wirelab processes always stay. */
export async function cleanHost(options: {
  readonly all: boolean;
  readonly progress: Progress;
}): Promise<Cleaned> {
  const labs = await listLabs();
  const doomed = labs.filter(
    ({ state, pid }) => state === 'dead' || (options.all && state === 'kept' && pid === null),
  );
  const removed: string[] = [];
  const left: string[] = [];
  for (const lab of doomed) {
    const remains = await removeLab(lab, options.progress);
    left.push(...remains.map((what) => `${lab.id}: ${what}`));
    if (remains.length === 0) removed.push(`lab ${lab.id}`);
  }
  const staying = new Set(labs.filter((lab) => !doomed.includes(lab)).map(({ id }) => id));
  const strays = markedProcesses().filter(({ lab, owner }) => !staying.has(lab) && !isAlive(owner));
  const stubborn = new Set(await endProcesses(strays.map(({ identity }) => identity)));
  for (const { identity, command } of strays) {
    (stubborn.has(identity) ? left : removed).push(`process ${identity} (${command})`);
  }
  removed.push(...(await sweepCache()));
  return { removed, left };
}
