import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { entriesOf, follow, type Tree } from './tree.ts';

/** What a node of a tree says, as plain data, through aliases and merge keys. */
export function dataOf(tree: Tree, node: Node | null): unknown {
  const value = follow(tree, node);
  if (isMap(value)) {
    return Object.fromEntries(
      entriesOf(tree, value).map(({ key, value: below }) => [key, dataOf(tree, below)]),
    );
  }
  if (isSeq(value)) return value.items.map((item) => dataOf(tree, follow(tree, item)));
  return isScalar(value) ? value.value : null;
}
