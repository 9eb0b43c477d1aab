import { isMap, isScalar, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { suggest } from '../nearest.ts';
import { scenarioSchema } from '../schema/scenario.ts';
import { schemasBelow } from '../validate/schema-walk.ts';
import { entriesOf, findEntry, type Path, type Tree } from '../yaml/tree.ts';
import { itemsOf, mapOf, mergeNodes } from './merge.ts';
import { type Absent, takeAway } from './take-away.ts';

/** A file as it would be, had the lab been written down as it stands in one step. */
export interface StageTree {
  readonly tree: Tree;
  /** What the step takes away or changes, and is not there. */
  readonly absent: readonly Absent[];
}

/** What a stage's file has of its own, or not at all, of what the whole file has. */
const OF_STEPS: readonly string[] = ['nodes', 'checks', 'steps'];

/**
 * The tree of step `index`, given that of the step before: nodes as they stand then, the checks of
 * this step in the place of all others, and the steps up to this one. `file` is the whole file.
 */
export function stageTree(file: Tree, before: Tree, index: number): StageTree {
  const valueAt = (tree: Tree, path: Path) => findEntry(tree, path)?.value ?? null;
  const nodes = valueAt(before, ['nodes']);
  const part = (key: string) => knownNodes(file, valueAt(file, ['steps', index, key]), nodes);
  const [removal, change] = [part('remove'), part('change')];
  const at = (key: string): Path => ['steps', index, key];
  const rest = takeEach(file, nodes, removal.known, at('remove'));
  const schemas = schemasBelow([scenarioSchema], 'nodes');
  const merged = mergeNodes(file, schemas, rest.node, change.known);
  const steps = new YAMLSeq();
  steps.items = itemsOf(file, valueAt(file, ['steps'])).slice(0, index + 1);
  const checks = valueAt(file, ['steps', index, 'checks']);
  const root = file.root;
  const common = isMap(root)
    ? entriesOf(file, root).filter(({ key }) => !OF_STEPS.includes(key))
    : [];
  const pairs = [
    ...common.map(({ pair }) => pair),
    ...rePaired(file, ['nodes'], merged),
    ...rePaired(file, ['steps', index, 'checks'], checks),
    ...rePaired(file, ['steps'], steps),
  ];
  return {
    tree: { root: mapOf(pairs, root ?? new YAMLMap()), aliases: file.aliases },
    absent: [
      ...removal.unknown.map((key) => noNode(key, [...at('remove'), key], nodes, file)),
      ...change.unknown.map((key) => noNode(key, [...at('change'), key], nodes, file)),
      ...rest.absent,
    ],
  };
}

/** Each node's removal by itself, so that a node is called by its name. */
function takeEach(tree: Tree, nodes: Node | null, removal: Node | null, path: Path) {
  if (!isMap(nodes) || !isMap(removal)) return { node: nodes, absent: [] };
  const removals = entriesOf(tree, removal);
  const absent: Absent[] = [];
  const pairs = entriesOf(tree, nodes).map(({ key, pair, value }) => {
    const found = removals.find((other) => other.key === key);
    if (found === undefined) return pair;
    const rest = takeAway(tree, value, found.value, { path: [...path, key], name: key });
    absent.push(...rest.absent);
    return new Pair(pair.key, rest.node);
  });
  return { node: mapOf(pairs, nodes), absent };
}

/** Parts a change or removal into that of nodes which are there, and the names of the others. */
function knownNodes(tree: Tree, part: Node | null, nodes: Node | null) {
  if (!isMap(part) || !isMap(nodes)) return { known: null, unknown: [] };
  const names = entriesOf(tree, nodes).map(({ key }) => key);
  const entries = entriesOf(tree, part);
  const known = entries.filter(({ key }) => names.includes(key)).map(({ pair }) => pair);
  const unknown = entries.map(({ key }) => key).filter((key) => !names.includes(key));
  return { known: mapOf(known, part), unknown };
}

function noNode(name: string, path: Path, nodes: Node | null, tree: Tree): Absent {
  const names = isMap(nodes) ? entriesOf(tree, nodes).map(({ key }) => key) : [];
  const hint = suggest(name, names, 'nodes');
  return { path, message: `there is no node \`${name}\` that could be changed`, hint };
}

/** The value under its key as it stands at the path in the file; nothing for no value. */
function rePaired(file: Tree, path: Path, value: Node | null): readonly Pair[] {
  if (value === null) return [];
  const entry = findEntry(file, path);
  const key = entry?.kind === 'pair' && isScalar(entry.pair.key) ? entry.pair.key : null;
  return [new Pair(key ?? new Scalar(String(path.at(-1))), value)];
}
