import type { z } from 'zod';
import type { Problem } from '../problem.ts';
import type { Locator } from '../yaml/locator.ts';
import { rangeAt } from '../yaml/positions.ts';
import { findEntry, type Path, type Tree } from '../yaml/tree.ts';
import { complain } from './issue-message.ts';

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    data,
  );
}

/** The problem that an issue of the schema's is, at its place in the file. */
export function issueProblem(
  tree: Tree,
  locator: Locator,
  data: unknown,
  issue: z.core.$ZodIssue,
): Problem {
  const { path } = issue;
  const range = rangeAt(tree, path, 'value');
  if (path.length > 0 && findEntry(tree, path) === null) {
    const message = `the key \`${String(path.at(-1))}\` is missing`;
    return locator.problem(range, { code: 'missing-key', message });
  }
  return locator.problem(range, { code: 'wrong-value', ...complain(issue, valueAt(data, path)) });
}
