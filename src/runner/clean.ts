/** Finds what dead runs have left on this host, and removes it. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { endProcesses, type MarkedProcess, markedProcesses } from '../lib/marked-processes.ts';
import { isAlive } from '../lib/process-identity.ts';
import { abandonedWork } from '../lib/work-directories.ts';
import type { Progress } from '../providers/provider.ts';
import { labDirectory, labsDirectory, makingLabPrefix } from './lab-store.ts';
import { type LabInfo, listLabs } from './labs.ts';
import { allProviders } from './providers.ts';
import { cleanEvidence } from './recorder/evidence.ts';
import { removeLab } from './remove-lab.ts';

export interface Cleaned {
  readonly removed: readonly string[];
  readonly left: readonly string[];
}

/** Kept labs stay, unless `all` is asked for; labs of living wirelab processes always stay. */
export async function cleanHost(options: {
  readonly all: boolean;
  readonly progress: Progress;
}): Promise<Cleaned> {
  const inUse = new Set(
    markedProcesses()
      .filter(hasOwner)
      .map(({ lab }) => lab),
  );
  const isDoomed = ({ id, state, pid }: LabInfo): boolean =>
    !inUse.has(id) && (state === 'dead' || (options.all && state === 'kept' && pid === null));
  const removed: string[] = [];
  const left: string[] = [];
  for (const lab of (await listLabs()).filter(isDoomed)) {
    const remains = await removeLab(lab, options.progress);
    left.push(...remains.map((what) => `${lab.id}: ${what}`));
    if (remains.length === 0) removed.push(`lab ${lab.id}`);
  }
  const strays = markedProcesses().filter((process) => !hasOwner(process) && !hasLab(process));
  const stubborn = new Set(await endProcesses(strays.map(({ identity }) => identity)));
  for (const { identity, command } of strays) {
    (stubborn.has(identity) ? left : removed).push(`process ${identity} (${command})`);
  }
  for (const draft of abandonedWork(labsDirectory(), makingLabPrefix)) {
    await rm(draft, { recursive: true, force: true });
    removed.push(draft);
  }
  removed.push(...(await cleanEvidence(options.all)));
  for (const provider of await allProviders()) {
    const swept = await provider.sweep();
    removed.push(...swept.removed);
    left.push(...swept.left);
  }
  return { removed, left };
}

function hasOwner({ owner }: MarkedProcess): boolean {
  return isAlive(owner);
}

/** Also true of a lab that this wirelab does not list: it is not for this one to judge. */
function hasLab({ runtimeDirectory, lab }: MarkedProcess): boolean {
  return existsSync(labDirectory(lab, runtimeDirectory));
}
