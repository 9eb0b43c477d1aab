/** One thing that is wrong with a file of the user's. */
export interface Problem {
  /** Names the kind of mistake: `unknown-key`, `duplicate-address`. */
  readonly code: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units as editors count. */
  readonly column: number;
  /** UTF-16 units to underline, at least 1. */
  readonly length: number;
  /** What was expected and what was found, on one line. */
  readonly message: string;
  /** What to do about it, when that is known. */
  readonly hint: string | null;
  /** The line of the file that it is about; null when there is none to show. */
  readonly sourceLine: string | null;
}

/** More problems of one file than this help nobody. */
export const MOST_PROBLEMS = 100;

/** In the order of the file, each once, and not more than anybody reads. */
export function tidyProblems(problems: readonly Problem[]): readonly Problem[] {
  const unique = new Map(
    problems.map((problem) => [`${problem.line}:${problem.column}:${problem.message}`, problem]),
  );
  const sorted = [...unique.values()].sort((a, b) => a.line - b.line || a.column - b.column);
  const last = sorted[MOST_PROBLEMS - 1];
  if (last === undefined || sorted.length === MOST_PROBLEMS) return sorted;
  const more = sorted.length - MOST_PROBLEMS + 1;
  return [
    ...sorted.slice(0, MOST_PROBLEMS - 1),
    {
      ...last,
      code: 'too-many-problems',
      message: `this and ${more - 1} more problems`,
      hint: null,
    },
  ];
}
