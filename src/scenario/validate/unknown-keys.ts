import type { z } from 'zod';
import { nearest, suggest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import type { Locator } from '../yaml/locator.ts';
import {
  findEntry,
  keyRange,
  type Path,
  removeEntry,
  renameEntry,
  type Tree,
} from '../yaml/tree.ts';
import { allowedKeys } from './schema-walk.ts';

/**
 * Reports a key that the schema does not know, and mends the tree: the key becomes the one that
 * was probably meant, or goes. So one slip of the pen is one problem and hides no other.
 */
export function mendUnknownKey(
  tree: Tree,
  locator: Locator,
  schema: z.ZodType,
  parent: Path,
  key: string,
): Problem | null {
  const entry = findEntry(tree, [...parent, key]);
  if (entry?.kind !== 'pair') return null;
  const range = keyRange(entry) ?? { start: 0, end: 1 };
  const allowed = allowedKeys(schema, parent);
  const free = allowed.filter((candidate) => findEntry(tree, [...parent, candidate]) === null);
  const problem = locator.problem(range, {
    code: 'unknown-key',
    message: `unknown key \`${key}\``,
    hint: suggest(key, allowed, 'allowed keys'),
  });
  const meant = nearest(key, free);
  if (meant !== null) renameEntry(entry, meant);
  else removeEntry(entry);
  return problem;
}
