import { type Document, isScalar, visit, type YAMLMap } from 'yaml';
import type { Problem } from '../problem.ts';
import type { Locator } from './locator.ts';

function inMap(map: YAMLMap, locator: Locator): readonly Problem[] {
  const seen = new Map<unknown, number>();
  return map.items.flatMap(({ key }) => {
    if (!isScalar(key) || key.range == null) return [];
    const [start, end] = key.range;
    const first = seen.get(key.value);
    if (first === undefined) {
      seen.set(key.value, start);
      return [];
    }
    return locator.problem(
      { start, end },
      {
        code: 'repeated-key',
        message: `the key \`${String(key.value)}\` is written twice in one mapping`,
        hint: `the first one is in line ${locator.position(first).line}`,
      },
    );
  });
}

/**
 * Keys that a mapping has twice. In time linear in the text, which the library's own search is
 * not.
 */
export function repeatedKeys(document: Document, locator: Locator): readonly Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Map: (_, map) => {
      problems.push(...inMap(map, locator));
    },
  });
  return problems;
}
