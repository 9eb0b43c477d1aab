import type { z } from 'zod';
import { findEntry, type Path, removeEntry, type Tree } from '../yaml/tree.ts';

/** Values for keys at the root, to go on with where a document lacks them. */
export type StandIns = Readonly<Record<string, unknown>>;

export interface TakenOut {
  /** Paths of what was taken out, or was missing at the root. */
  readonly lost: readonly Path[];
  /** Stand-ins for what was missing at the root. */
  readonly filled: StandIns;
}

/** What has to go for the issue to go: the value, or what lacks a value. */
function culprit(tree: Tree, path: Path): Path {
  return path.length === 0 || findEntry(tree, path) !== null
    ? path
    : culprit(tree, path.slice(0, -1));
}

/** Takes out what the issues are about, or null when the document as a whole would have to go. */
export function takeOut(
  tree: Tree,
  issues: readonly z.core.$ZodIssue[],
  standIns: StandIns,
): TakenOut | null {
  const filled: Record<string, unknown> = {};
  const lost: Path[] = [];
  for (const { path } of issues) {
    const [root] = path;
    const isMissingAtRoot = path.length === 1 && findEntry(tree, path) === null;
    if (isMissingAtRoot && typeof root === 'string' && root in standIns) {
      filled[root] = standIns[root];
      lost.push(path);
      continue;
    }
    const gone = culprit(tree, path);
    if (gone.length === 0) return null;
    lost.push(gone);
  }
  const entries = lost.map((path) => findEntry(tree, path));
  if (entries.every((entry) => entry === null) && Object.keys(filled).length === 0) return null;
  for (const entry of entries) {
    if (entry !== null) removeEntry(entry);
  }
  return { lost, filled };
}
