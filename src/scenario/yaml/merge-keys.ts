import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  visit,
} from 'yaml';

type Targets = ReadonlyMap<Alias, Node>;

function isMergeable(node: unknown, targets: Targets): boolean {
  return isMap(isAlias(node) ? targets.get(node) : node);
}

/** The first value of a merge key `<<` that is no mapping and no list of mappings, or null. */
export function findBadMerge(document: Document, targets: Targets): Node | null {
  let bad: Node | null = null;
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || key.value !== '<<' || isMergeable(value, targets)) return undefined;
      const source = isAlias(value) ? targets.get(value) : value;
      if (isSeq(source) && source.items.every((item) => isMergeable(item, targets)))
        return undefined;
      bad = isNode(value) ? value : key;
      return visit.BREAK;
    },
  });
  return bad;
}
