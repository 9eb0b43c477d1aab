/** Which item of a node stands on which: the order from containers down to cards. */
import type { DrawnLink } from '../drawing.ts';
import type { Item, NodeItems } from './item.ts';

/** An item above another, and the link between them; null where nothing joins them. */
export interface Support {
  readonly upper: Item;
  readonly lower: Item;
  readonly link: DrawnLink | null;
}

export interface Stack {
  /** Items that stand on nothing, from left to right. */
  readonly roots: readonly Item[];
  /** What stands on an item, from left to right. */
  readonly above: ReadonlyMap<Item, readonly Support[]>;
  /** Row of each item, from 0 at the top. */
  readonly depth: ReadonlyMap<Item, number>;
  /** Links that are not between an item and what it stands on. */
  readonly others: readonly DrawnLink[];
}

/** The first of these that leads down from an item is what it stands on. */
const FIRST: readonly DrawnLink['kind'][] = ['veth', 'port', 'child', 'carried', 'routed'];

export function stackOf({ items, itemOf }: NodeItems, links: readonly DrawnLink[]): Stack {
  const supports = new Map<Item, Support>();
  const others: DrawnLink[] = [];
  const ordered = FIRST.flatMap((kind) => links.filter((link) => link.kind === kind));
  for (const link of ordered) {
    const upper = itemOf.get(link.from);
    const lower = itemOf.get(link.to);
    if (upper === undefined || lower === undefined || upper === lower) continue;
    const sideways =
      lower.form === 'container' || (upper.form !== 'container' && link.kind === 'veth');
    if (sideways || supports.has(upper) || standsOn(lower, upper, supports)) others.push(link);
    else supports.set(upper, { upper, lower, link });
  }
  restOnCards(items, supports);
  const roots = items.filter((item) => !supports.has(item));
  const above = new Map<Item, Support[]>();
  for (const support of supports.values()) {
    above.set(support.lower, [...(above.get(support.lower) ?? []), support]);
  }
  const sorted = new Map([...above].map(([item, list]) => [item, inOrder(list, above, items)]));
  return { roots, above: sorted, depth: depths(items, supports, sorted), others };
}

function standsOn(item: Item, on: Item, supports: ReadonlyMap<Item, Support>): boolean {
  const lower = supports.get(item)?.lower;
  return item === on || (lower !== undefined && standsOn(lower, on, supports));
}

/** What is joined to no card is drawn above the first one all the same. */
function restOnCards(items: readonly Item[], supports: Map<Item, Support>): void {
  const card = items.find(({ kind }) => kind === 'nic');
  if (card === undefined) return;
  for (const upper of items) {
    if (upper.kind === 'nic' || supports.has(upper)) continue;
    supports.set(upper, { upper, lower: card, link: null });
  }
}

/** In the order of the containers on top; what has none comes last. */
function inOrder(
  supports: readonly Support[],
  above: ReadonlyMap<Item, readonly Support[]>,
  items: readonly Item[],
): readonly Support[] {
  const first = (item: Item): number => {
    const own = item.form === 'container' ? items.indexOf(item) : Infinity;
    return Math.min(own, ...(above.get(item) ?? []).map(({ upper }) => first(upper)));
  };
  return supports.toSorted((a, b) => {
    const [x, y] = [first(a.upper), first(b.upper)];
    return x === y ? items.indexOf(a.upper) - items.indexOf(b.upper) : x < y ? -1 : 1;
  });
}

/** Containers on top; what carries nothing as low as it can be. */
function depths(
  items: readonly Item[],
  supports: ReadonlyMap<Item, Support>,
  above: ReadonlyMap<Item, readonly Support[]>,
): ReadonlyMap<Item, number> {
  const down = (item: Item): number => {
    const lower = supports.get(item)?.lower;
    return lower === undefined ? 0 : 1 + down(lower);
  };
  const deepest = Math.max(0, ...items.map(down));
  const depth = (item: Item): number => {
    const uppers = above.get(item) ?? [];
    if (uppers.length > 0) return 1 + Math.max(...uppers.map(({ upper }) => depth(upper)));
    return item.form === 'container' ? 0 : deepest - down(item);
  };
  return new Map(items.map((item) => [item, item.kind === 'nic' ? deepest : depth(item)]));
}
