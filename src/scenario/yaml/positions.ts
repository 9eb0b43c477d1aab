import type { Problem } from '../problem.ts';
import type { Locator, Position, Range } from './locator.ts';
import { type Entry, findEntry, keyRange, type Path, type Tree, valueRange } from './tree.ts';

interface Wrong {
  readonly code: string;
  readonly part: 'key' | 'value';
  readonly message: string;
}

/** Where things of a document stand in its file; for what is not there, the nearest thing around. */
export interface Positions {
  /** Of the key, or of the item in a list. */
  readonly at: (path: Path) => Position;
  /** What is wrong with the key or the value at the path. */
  readonly problem: (path: Path, what: Wrong) => Problem;
}

/** The range of the entry at the path, or of the innermost thing around it that has one. */
export function rangeAt(tree: Tree, path: Path, part: 'key' | 'value'): Range {
  const entry = findEntry(tree, path);
  const range = entry === null ? null : rangeOfPart(entry, part);
  if (range !== null) return range;
  return path.length === 0 ? { start: 0, end: 1 } : rangeAt(tree, path.slice(0, -1), 'key');
}

function rangeOfPart(entry: Entry, part: 'key' | 'value'): Range | null {
  return part === 'key' ? keyRange(entry) : valueRange(entry);
}

export function createPositions(tree: Tree, locator: Locator): Positions {
  return {
    at: (path) => locator.position(rangeAt(tree, path, 'key').start),
    problem: (path, { part, ...what }) => locator.problem(rangeAt(tree, path, part), what),
  };
}
