/** Merges the text of a change into the text of what stands: every piece keeps its place in the file. */
import { isMap, isSeq, type Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { z } from 'zod';
import { isOneOrMany, unwrapped } from '../schema/partial.ts';
import { schemasBelow } from '../validate/schema-walk.ts';
import { entriesOf, follow, type Tree } from '../yaml/tree.ts';

/**
 * Maps merge, lists append, anything else is replaced. What is a list is up to the schema: a list
 * of fixed length is a value, and one item of what may be several is a list of one.
 */
export function mergeNodes(
  tree: Tree,
  schemas: readonly unknown[],
  base: Node | null,
  change: Node | null,
): Node | null {
  if (base === null || change === null) return base ?? change;
  if (isMap(base) && isMap(change)) return mergeMaps(tree, schemas, base, change);
  if (schemas.some(appends)) return appended(tree, base, change);
  return change;
}

function mergeMaps(tree: Tree, schemas: readonly unknown[], base: YAMLMap, change: YAMLMap) {
  const changes = entriesOf(tree, change);
  const pairs = entriesOf(tree, base).map(({ key, pair, value }) => {
    const found = changes.find((other) => other.key === key);
    if (found === undefined) return pair;
    const merged = mergeNodes(tree, schemasBelow(schemas, key), value, found.value);
    return new Pair(merged === found.value ? found.pair.key : pair.key, merged);
  });
  const known = new Set(entriesOf(tree, base).map(({ key }) => key));
  const added = changes.filter(({ key }) => !known.has(key)).map(({ pair }) => pair);
  return mapOf([...pairs, ...added], base);
}

function appended(tree: Tree, base: Node, change: Node | null): Node {
  const list = new YAMLSeq();
  list.items = [...itemsOf(tree, base), ...itemsOf(tree, change)];
  list.range = base.range ?? null;
  return list;
}

/** The items of a list; something else is a list of one. */
export function itemsOf(tree: Tree, node: Node | null): readonly (Node | null)[] {
  if (node === null) return [];
  return isSeq(node) ? node.items.map((item) => follow(tree, item)) : [node];
}

/** A mapping of these pairs that stands where `like` does. */
export function mapOf(pairs: readonly Pair[], like: Node): YAMLMap {
  const map = new YAMLMap();
  map.items = [...pairs];
  map.range = like.range ?? null;
  return map;
}

function appends(schema: unknown): boolean {
  if (!(schema instanceof z.ZodType)) return false;
  const inner = unwrapped(schema);
  return inner instanceof z.ZodArray || isOneOrMany(inner);
}
