/** What runs that died have left on this host. */
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../lib/lock.ts';
import { endProcesses, type MarkedProcess, markedProcesses } from '../lib/marked-processes.ts';
import { isAlive } from '../lib/process-identity.ts';
import { abandonedWork } from '../lib/work-directories.ts';
import type { StepContext, Swept } from '../providers/provider.ts';
import { labDirectory, labsDirectory, makingLabPrefix } from './lab-store.ts';
import { type LabInfo, listLabs } from './labs.ts';
import { removeLab } from './remove-lab.ts';

interface Remains {
  readonly labs: readonly LabInfo[];
  readonly strays: readonly MarkedProcess[];
  /** Directories of labs that never came to be. */
  readonly drafts: readonly string[];
}

/**
 * Removes dead labs, and processes that belong to no lab any more. Kept labs stay, unless `all` is
 * asked for; labs of living wirelab processes always stay. Of several processes that do this, one
 * does it and the others wait.
 * @throws HarnessError when another process takes too long over it
 * @throws the signal's reason
 */
export async function removeRemains(all: boolean, context: StepContext): Promise<Swept> {
  if (isNothing(await findRemains(all))) return { removed: [], left: [] };
  await mkdir(labsDirectory(), { recursive: true, mode: 0o700 });
  const onWait = (holder: string): void => {
    context.progress(`waiting for ${holder}, which removes what dead runs have left`);
  };
  const lock = join(labsDirectory(), '.clean.lock');
  return withLock(lock, { signal: context.signal, onWait }, async () =>
    remove(await findRemains(all), context),
  );
}

async function findRemains(all: boolean): Promise<Remains> {
  const marked = markedProcesses();
  const inUse = new Set(marked.filter(hasOwner).map(({ lab }) => lab));
  const isDoomed = ({ id, state, pid }: LabInfo): boolean =>
    !inUse.has(id) && (state === 'dead' || (all && state === 'kept' && pid === null));
  return {
    labs: (await listLabs()).filter(isDoomed),
    strays: marked.filter((process) => !hasOwner(process) && !hasLab(process)),
    drafts: abandonedWork(labsDirectory(), makingLabPrefix),
  };
}

function isNothing({ labs, strays, drafts }: Remains): boolean {
  return labs.length + strays.length + drafts.length === 0;
}

async function remove({ labs, strays, drafts }: Remains, context: StepContext): Promise<Swept> {
  const removed: string[] = [];
  const left: string[] = [];
  for (const lab of labs) {
    const remains = await removeLab(lab, context.progress);
    left.push(...remains.map((what) => `${lab.id}: ${what}`));
    if (remains.length === 0) removed.push(`lab ${lab.id}`);
  }
  const stubborn = new Set(await endProcesses(strays.map(({ identity }) => identity)));
  for (const { identity, command } of strays) {
    (stubborn.has(identity) ? left : removed).push(`process ${identity} (${command})`);
  }
  for (const draft of drafts) {
    await rm(draft, { recursive: true, force: true });
    removed.push(draft);
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
