import { type Alias, type Document, isAlias, isCollection, isPair, type Node } from 'yaml';

/** A document with its aliases expanded may have at most this many nodes. */
const MOST_NODES = 200_000;

interface AliasProblem {
  readonly node: Node;
  readonly message: string;
  readonly hint: string;
}

export interface Aliases {
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly problem: AliasProblem | null;
}

const unknownAnchor = (alias: Alias): AliasProblem => ({
  node: alias,
  message: `no anchor \`&${alias.source}\` comes before the alias \`*${alias.source}\``,
  hint: `write &${alias.source} in front of the value that is meant`,
});

const containsItself = (alias: Alias): AliasProblem => ({
  node: alias,
  message: `the alias \`*${alias.source}\` lies inside the value that it stands for`,
  hint: 'write the value out',
});

const expandsTooFar = (alias: Alias): AliasProblem => ({
  node: alias,
  message: `the aliases expand to more than ${MOST_NODES} values`,
  hint: 'use fewer aliases to values that hold aliases themselves',
});

/**
 * Finds what aliases stand for and how large the document is with all of them expanded, in time
 * linear in its text: aliases of aliases grow exponentially. Stops at the first problem.
 */
export function resolveAliases(document: Document): Aliases {
  const targets = new Map<Alias, Node>();
  const anchors = new Map<string, Node>();
  const sizes = new Map<Node, number>();
  const open = new Set<Node>();
  let problem: AliasProblem | null = null;

  const sizeOfAlias = (alias: Alias): number => {
    const target = anchors.get(alias.source);
    if (target === undefined || open.has(target)) {
      problem ??= target === undefined ? unknownAnchor(alias) : containsItself(alias);
      return 1;
    }
    targets.set(alias, target);
    return sizes.get(target) ?? 1;
  };

  const sizeOf = (node: unknown): number => {
    if (problem !== null) return 1;
    if (isPair(node)) return sizeOf(node.key) + sizeOf(node.value);
    if (isAlias(node)) return sizeOfAlias(node);
    if (!isCollection(node)) {
      rememberAnchor(node);
      return 1;
    }
    open.add(node);
    rememberAnchor(node);
    let size = 1;
    for (const item of node.items) {
      size += sizeOf(item);
      const last = isPair(item) ? item.value : item;
      if (size > MOST_NODES && isAlias(last)) problem ??= expandsTooFar(last);
    }
    open.delete(node);
    sizes.set(node, size);
    return size;
  };

  const rememberAnchor = (node: unknown): void => {
    if (node instanceof Object && 'anchor' in node && typeof node.anchor === 'string') {
      anchors.set(node.anchor, node as Node);
    }
  };

  sizeOf(document.contents);
  return { targets, problem };
}
