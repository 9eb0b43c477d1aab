import type { LabProvider } from '../providers/provider.ts';
import { deleteLab, readLedger } from './lab-store.ts';

/** Removes what the ledger lists, last made first, then the lab's files. Returns what is left. */
export async function removeResources(id: string, lab: LabProvider): Promise<readonly string[]> {
  const left: string[] = [];
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      left.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const ledger = readLedger(id).toReversed();
  const nodes = ledger.filter(({ kind }) => kind === 'node');
  await Promise.all(nodes.map(({ name }) => attempt(`node ${name}`, () => lab.removeNode(name))));
  for (const { kind, name } of ledger) {
    if (kind === 'segment') await attempt(`segment ${name}`, () => lab.removeSegment(name));
  }
  await attempt('namespace', () => lab.close());
  if (left.length === 0) await deleteLab(id);
  return left;
}
