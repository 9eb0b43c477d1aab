import type { Path } from '../../yaml/tree.ts';
import type { Finding } from '../rule.ts';

/** Bounds that are written, and what their texts come to. */
export interface Bounds<K extends string> {
  readonly spec: Readonly<Partial<Record<K, string | undefined>>>;
  readonly path: Path;
  /** Keys of lower and upper bounds. */
  readonly pairs: readonly (readonly [K, K])[];
  readonly parse: (text: string) => number | null;
}

/** Something is bounded, and a lower bound is no higher than the upper one. */
export function boundFindings<K extends string>(all: readonly Bounds<K>[]): readonly Finding[] {
  const keys = all.flatMap(({ pairs }) => pairs.flat());
  const [first] = all;
  if (first === undefined) return [];
  if (keys.every((key) => first.spec[key] === undefined)) {
    const choices = keys.map((key) => `\`${key}\``).join(', ');
    return [{ path: first.path, part: 'key', message: `expected one or more of ${choices}` }];
  }
  return all.flatMap(({ spec, path, pairs, parse }) =>
    pairs.flatMap(([low, high]): readonly Finding[] => {
      const [least, most] = [spec[low], spec[high]];
      if (least === undefined || most === undefined) return [];
      if ((parse(least) ?? 0) <= (parse(most) ?? 0)) return [];
      const message = `\`${low}\` is more than \`${high}\`, ${most}`;
      return [{ path: [...path, low], message, hint: 'nothing lies between the two' }];
    }),
  );
}
