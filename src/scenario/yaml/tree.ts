import {
  type Alias,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { Range } from './locator.ts';

/** Keys and list positions from the root of a document. */
export type Path = readonly PropertyKey[];

/** The place of one entry: the collection that holds it, its key if that is a mapping, its value. */
export type Entry =
  | {
      readonly kind: 'pair';
      readonly map: YAMLMap;
      readonly pair: Pair;
      readonly value: Node | null;
    }
  | {
      readonly kind: 'item';
      readonly items: unknown[];
      readonly item: unknown;
      readonly value: Node | null;
    };

/** A parsed document with what its aliases stand for. */
export interface Tree {
  readonly root: Node | null;
  readonly aliases: ReadonlyMap<Alias, Node>;
}

/** What a node is, or stands for. */
export function follow(tree: Tree, node: unknown): Node | null {
  if (!isNode(node)) return null;
  return isAlias(node) ? (tree.aliases.get(node) ?? null) : node;
}

function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

/** Large mappings are searched often; dropped when the mapping changes. */
const indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

/** Where a key is repeated, the last one counts. */
function pairsByKey(map: YAMLMap): ReadonlyMap<string, Pair> {
  const known = indexes.get(map);
  if (known !== undefined) return known;
  const index = new Map(map.items.map((pair) => [keyText(pair), pair]));
  indexes.set(map, index);
  return index;
}

function mergedMaps(tree: Tree, map: YAMLMap): readonly Node[] {
  const source = follow(tree, pairsByKey(map).get('<<')?.value);
  const sources = isSeq(source) ? source.items : [source];
  return sources.flatMap((item) => follow(tree, item) ?? []);
}

function findPair(tree: Tree, map: YAMLMap, key: string): Entry | null {
  const pair = pairsByKey(map).get(key);
  if (pair !== undefined) return { kind: 'pair', map, pair, value: follow(tree, pair.value) };
  for (const merged of mergedMaps(tree, map)) {
    const found = isMap(merged) ? findPair(tree, merged, key) : null;
    if (found !== null) return found;
  }
  return null;
}

/** A key of a mapping, as it is written there, and its value. */
export interface KeyedValue {
  readonly key: string;
  readonly pair: Pair;
  readonly value: Node | null;
}

/** What a mapping holds: its own keys, then those that it merges. */
export function entriesOf(tree: Tree, map: YAMLMap): readonly KeyedValue[] {
  const own = [...pairsByKey(map)].filter(([key]) => key !== '<<');
  const merged = mergedMaps(tree, map).flatMap((node) =>
    isMap(node) ? entriesOf(tree, node).map(({ key, pair }) => [key, pair] as const) : [],
  );
  // The first that has a key wins.
  const found = new Map([...own, ...merged].toReversed());
  return [...own, ...merged]
    .filter(([key, pair]) => found.get(key) === pair)
    .map(([key, pair]) => ({ key, pair, value: follow(tree, pair.value) }));
}

function step(tree: Tree, node: Node | null, key: PropertyKey): Entry | null {
  if (isMap(node)) return findPair(tree, node, String(key));
  if (!isSeq(node)) return null;
  const item = node.items[Number(key)];
  if (item === undefined) return null;
  return { kind: 'item', items: node.items, item, value: follow(tree, item) };
}

/** The entry that a path leads to, through aliases and merge keys; null for the root or a miss. */
export function findEntry(tree: Tree, path: Path): Entry | null {
  let node = tree.root;
  let entry: Entry | null = null;
  for (const key of path) {
    entry = step(tree, node, key);
    if (entry === null) return null;
    node = entry.value;
  }
  return entry;
}

/** Where a node stands; null for one that the text does not have. */
export function rangeOf(node: Node | null): Range | null {
  return node?.range == null ? null : { start: node.range[0], end: node.range[1] };
}

/** Where the key stands; for an item of a list, where the item does. */
export function keyRange(entry: Entry): Range | null {
  if (entry.kind === 'item') return valueRange(entry);
  return isNode(entry.pair.key) ? rangeOf(entry.pair.key) : null;
}

/**
 * Where the value stands. Of a collection that is its key, or its first key when it has none of
 * its own, since all of its text is too much to underline.
 */
export function valueRange(entry: Entry): Range | null {
  if (isScalar(entry.value) && entry.value.source !== '') return rangeOf(entry.value);
  if (entry.kind === 'pair') return keyRange(entry);
  return firstRange(entry.value);
}

function firstRange(node: Node | null): Range | null {
  const first = isMap(node) ? node.items[0]?.key : null;
  const range = rangeOf(isNode(first) ? first : node);
  return range === null || isScalar(first) || isScalar(node)
    ? range
    : { start: range.start, end: range.start + 1 };
}

/** Takes the entry out of its collection; does nothing when it is out already. */
export function removeEntry(entry: Entry): void {
  if (entry.kind === 'item') remove(entry.items, entry.item);
  else {
    remove(entry.map.items, entry.pair);
    indexes.delete(entry.map);
  }
}

/** Gives the entry of a mapping another key. */
export function renameEntry(entry: Entry, key: string): void {
  if (entry.kind !== 'pair' || !isScalar(entry.pair.key)) return;
  entry.pair.key.value = key;
  indexes.delete(entry.map);
}

function remove<T>(items: T[], item: T): void {
  const index = items.indexOf(item);
  if (index !== -1) items.splice(index, 1);
}
