import type { z } from 'zod';
import { MOST_PROBLEMS, type Problem, tidyProblems } from '../problem.ts';
import type { ParsedYaml } from '../yaml/parse-yaml.ts';
import type { Path } from '../yaml/tree.ts';
import { flattenIssues } from './flatten.ts';
import { issueProblem } from './issue-problem.ts';
import { type StandIns, takeOut } from './take-out.ts';
import { mendUnknownKey } from './unknown-keys.ts';

type Issue = z.core.$ZodIssue;

export interface Validated<T> {
  /** What is left of the document when everything that the schema refuses is taken out. */
  readonly data: T | null;
  readonly problems: readonly Problem[];
  /** Paths of what was taken out or was missing. */
  readonly lost: readonly Path[];
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((key, index) => path[index] === key);
}

function isMapping(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/**
 * Checks a document against a schema and goes on behind each mistake, so that one run finds all
 * of them. Changes the tree: in the end it says what `data` says.
 */
export function validate<S extends z.ZodType>(
  yaml: ParsedYaml,
  schema: S,
  standIns: StandIns,
): Validated<z.output<S>> {
  const { tree, locator } = yaml;
  const problems: Problem[] = [...yaml.problems];
  const lost: Path[] = [];
  const dropped: Path[] = [];
  const filled: Record<string, unknown> = {};

  /** How many of the keys could be mended. */
  const mend = ({ path, keys }: z.core.$ZodIssueUnrecognizedKeys): number => {
    const before = problems.length;
    for (const key of keys.slice(0, MOST_PROBLEMS)) {
      const problem = mendUnknownKey(tree, locator, schema, path, key);
      if (problem !== null) problems.push(problem);
      dropped.push([...path, key]);
    }
    return problems.length - before;
  };
  /** Whether it is only there because something was taken out before. */
  const isConsequence = ({ path }: Issue): boolean =>
    lost.some((gone) => startsWith(gone, path)) ||
    dropped.some((gone) => gone.length === path.length + 1 && startsWith(gone, path));
  const finish = (data: z.output<S> | null): Validated<z.output<S>> => ({
    data,
    problems: tidyProblems(problems),
    lost,
  });

  while (problems.length < MOST_PROBLEMS) {
    const written = yaml.toData();
    const data = isMapping(written) ? { ...filled, ...written } : written;
    const result = schema.safeParse(data);
    if (result.success) return finish(result.data);
    const issues = flattenIssues(result.error.issues.slice(0, MOST_PROBLEMS));
    const unknown = issues.filter((issue) => issue.code === 'unrecognized_keys');
    if (unknown.length > 0) {
      const mended = unknown.map(mend);
      if (mended.every((count) => count === 0)) break;
      continue;
    }
    const own = issues.filter((issue) => !isConsequence(issue));
    problems.push(...own.map((issue) => issueProblem(tree, locator, data, issue)));
    if (problems.length >= MOST_PROBLEMS) break;
    const taken = takeOut(tree, issues, standIns);
    if (taken === null) return finish(null);
    Object.assign(filled, taken.filled);
    lost.push(...taken.lost);
  }
  return finish(null);
}
