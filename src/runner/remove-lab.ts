import type { LabProvider, Progress } from '../providers/provider.ts';
import { Attempts } from './attempts.ts';
import { deleteLab } from './lab-store.ts';
import { readLedger } from './ledger.ts';
import type { LabInfo } from './labs.ts';
import { openedLab } from './opened-lab.ts';

/** Removes a lab with everything of it. Returns what could not be removed. */
export async function removeLab(lab: LabInfo, progress: Progress): Promise<readonly string[]> {
  progress(`removing ${lab.id}`);
  return removeResources(lab.id, await openedLab(lab));
}

/**
 * Removes what the ledger lists, last made first, then the lab's files. Returns what is left. What
 * fails is tried once more: a Ctrl-C can still hit a command that is about to leave the terminal's
 * process group.
 */
export async function removeResources(id: string, lab: LabProvider): Promise<readonly string[]> {
  const left = await removeOnce(id, lab);
  return left.length === 0 ? left : removeOnce(id, lab);
}

async function removeOnce(id: string, lab: LabProvider): Promise<readonly string[]> {
  const attempts = new Attempts();
  const ledger = readLedger(id).toReversed();
  const names = (kind: string): readonly string[] => [
    ...new Set(ledger.filter((entry) => entry.kind === kind).map(({ name }) => name)),
  ];
  await Promise.all(
    names('node').map((name) => attempts.make(`node ${name}`, () => lab.removeNode(name))),
  );
  for (const name of names('segment')) {
    await attempts.make(`segment ${name}`, () => lab.removeSegment(name));
  }
  await attempts.make('rest of the lab', () => lab.close());
  // Without its files, what is left could not be found again.
  if (attempts.failures().length === 0) await attempts.make('files', () => deleteLab(id));
  return attempts.failures();
}
