/** One change of one thing, and where that thing is written. */
import type { Path } from '../../scenario/yaml/tree.ts';

export interface Edit<T> {
  /** What is different then: `no route default via 172.16.0.1 dev eth0`. */
  readonly words: string;
  /** Of what is changed, in the scenario as it stands. */
  readonly path: Path;
  /** Whether it is a mutant only where something is written at the path. Default: false. */
  readonly ifWritten?: boolean;
  readonly after: T;
}

/** Why a part of the model has no mutants, for people who read the tables. */
export interface NotMutated {
  readonly why: string;
}

export function notMutated(why: string): NotMutated {
  return { why };
}

/** The list without each of its items, one at a time. */
export function withoutEach<T>(
  items: readonly T[],
  describe: (item: T, index: number) => { readonly words: string; readonly path: Path },
): readonly Edit<readonly T[]>[] {
  return items.map((item, index) => {
    const { words, path } = describe(item, index);
    return { words: `no ${words}`, path, after: items.toSpliced(index, 1) };
  });
}

/** An edit of a part as an edit of the whole. */
export function inside<Part, Whole>(
  edits: readonly Edit<Part>[],
  put: (part: Part) => Whole,
): readonly Edit<Whole>[] {
  return edits.map(({ after, ...edit }) => ({ ...edit, after: put(after) }));
}
