/** Takes away from the text of what stands. */
import { isMap, isScalar, isSeq, type Node, Pair, YAMLSeq, type YAMLMap } from 'yaml';
import { suggest } from '../nearest.ts';
import { dataOf } from '../yaml/data.ts';
import { entriesOf, type Path, type Tree } from '../yaml/tree.ts';
import { itemsOf, mapOf } from './merge.ts';

/** Something that was to go and is not there, at its path in the file. */
export interface Absent {
  readonly path: Path;
  readonly message: string;
  readonly hint: string | null;
}

export interface Rest {
  /** Null when nothing is left. */
  readonly node: Node | null;
  readonly absent: readonly Absent[];
}

/**
 * What is left of `base`. In a mapping, a list names what goes and a mapping leads on; of a list
 * go the items that hold all that one of the given items says. `name` is what the thing is called.
 */
export function takeAway(
  tree: Tree,
  base: Node | null,
  removal: Node | null,
  at: { readonly path: Path; readonly name: string },
): Rest {
  if (isMap(base) && isMap(removal)) return takeFromMap(tree, base, removal, at);
  if (isMap(base) && isSeq(removal)) return takeNames(tree, base, removal, at);
  return takeItems(tree, base, removal, at);
}

type At = Parameters<typeof takeAway>[3];

function takeFromMap(tree: Tree, base: YAMLMap, removal: YAMLMap, at: At): Rest {
  const absent: Absent[] = [];
  const removals = entriesOf(tree, removal);
  const entries = entriesOf(tree, base);
  if (removals.length === 0) absent.push(namesNothing(at));
  for (const { key } of removals) {
    if (entries.some((entry) => entry.key === key)) continue;
    absent.push(nothing(key, [...at.path, key], at, entries));
  }
  const pairs = entries.flatMap(({ key, pair, value }) => {
    const found = removals.find((other) => other.key === key);
    if (found === undefined) return [pair];
    const below = { path: [...at.path, key], name: `${at.name}.${key}` };
    const rest = takeAway(tree, value, found.value, below);
    absent.push(...rest.absent);
    return rest.node === null ? [] : [new Pair(pair.key, rest.node)];
  });
  return { node: mapOf(pairs, base), absent };
}

/** `{ bridges: { br0: {} } }`: what was meant is `{ bridges: [br0] }`. */
function namesNothing({ path, name }: At): Absent {
  const message = `nothing of ${name} is named that could be removed`;
  return {
    path,
    message,
    hint: `to remove it as a whole, name it in a list: [${String(path.at(-1))}]`,
  };
}

function takeNames(tree: Tree, base: YAMLMap, removal: YAMLSeq, at: At): Rest {
  const entries = entriesOf(tree, base);
  const names = itemsOf(tree, removal).map((item) => (isScalar(item) ? String(item.value) : ''));
  const absent = names.flatMap((name, index) =>
    entries.some(({ key }) => key === name)
      ? []
      : [nothing(name, [...at.path, index], at, entries)],
  );
  const left = entries.filter(({ key }) => !names.includes(key));
  return {
    node: mapOf(
      left.map(({ pair }) => pair),
      base,
    ),
    absent,
  };
}

function takeItems(tree: Tree, base: Node | null, removal: Node | null, at: At): Rest {
  const items = itemsOf(tree, base);
  const wanted = itemsOf(tree, removal).map((item) => dataOf(tree, item));
  const goes = (item: Node | null, some: unknown) => holds(dataOf(tree, item), some);
  const absent = wanted.flatMap((some, index): readonly Absent[] => {
    if (items.some((item) => goes(item, some))) return [];
    const path = isSeq(removal) ? [...at.path, index] : at.path;
    const there = items.map((item) => words(dataOf(tree, item))).join('; ');
    const hint = there === '' ? null : `there is: ${there}`;
    return [{ path, message: `${at.name} has no ${words(some)} that could be removed`, hint }];
  });
  const left = items.filter((item) => !wanted.some((some) => goes(item, some)));
  if (left.length === 0) return { node: null, absent };
  const list = new YAMLSeq();
  list.items = [...left];
  list.range = base?.range ?? null;
  return { node: list, absent };
}

function nothing(key: string, path: Path, at: At, entries: readonly { readonly key: string }[]) {
  const known = entries.map((entry) => entry.key);
  return {
    path,
    message: `${at.name} has no \`${key}\` that could be removed`,
    hint: suggest(key, known, 'there is'),
  };
}

/** Whether the data has all that `some` says. */
function holds(data: unknown, some: unknown): boolean {
  if (Array.isArray(some)) {
    const items: readonly unknown[] = Array.isArray(data) ? data : [];
    return items.length === some.length && some.every((item, index) => holds(items[index], item));
  }
  if (typeof some !== 'object' || some === null) return data === some;
  if (typeof data !== 'object' || data === null) return false;
  const fields = data as Readonly<Record<string, unknown>>;
  return Object.entries(some).every(([key, value]) => holds(fields[key], value));
}

/** `{ to: 172.16.1.0/24, via: 10.0.0.20 }` */
function words(data: unknown): string {
  if (Array.isArray(data)) return `[${data.map(words).join(', ')}]`;
  if (typeof data !== 'object' || data === null) return String(data);
  const fields = Object.entries(data).map(([key, value]) => `${key}: ${words(value)}`);
  return `{ ${fields.join(', ')} }`;
}
