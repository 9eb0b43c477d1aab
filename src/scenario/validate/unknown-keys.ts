import { isMap, isScalar } from 'yaml';
import type { z } from 'zod';
import { nearest, suggest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import type { Locator } from '../yaml/locator.ts';
import {
  entriesOf,
  findEntry,
  keyRange,
  type Path,
  removeEntry,
  renameEntry,
  type Tree,
} from '../yaml/tree.ts';
import { allowedKeys, takesNames } from './schema-walk.ts';

/** The key beside which this one stands, but under which it belongs. */
function ownerOf(tree: Tree, schema: z.ZodType, parent: Path, key: string): string | null {
  const known = allowedKeys(schema, parent);
  const mapping = findEntry(tree, parent)?.value ?? null;
  const beside = isMap(mapping) ? entriesOf(tree, mapping) : [];
  const isNamed = isMap(findEntry(tree, [...parent, key])?.value);
  const owners = beside.filter(({ key: other, value }) => {
    const isEmpty = value === null || (isScalar(value) && value.value === null);
    const path = [...parent, other];
    if (isEmpty && isNamed && takesNames(schema, path)) return nearest(key, known) === null;
    return (isEmpty || isMap(value)) && allowedKeys(schema, path).includes(key);
  });
  return owners.length === 1 ? (owners[0]?.key ?? null) : null;
}

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
  const owner = ownerOf(tree, schema, parent, key);
  const free = allowed.filter((candidate) => findEntry(tree, [...parent, candidate]) === null);
  const problem = locator.problem(range, {
    code: 'unknown-key',
    message: `unknown key \`${key}\``,
    hint:
      owner === null
        ? suggest(key, allowed, 'allowed keys')
        : `it belongs to \`${owner}\`: indent it deeper than that`,
  });
  const meant = owner === null ? nearest(key, free) : null;
  if (meant !== null) renameEntry(entry, meant);
  else removeEntry(entry);
  return problem;
}
