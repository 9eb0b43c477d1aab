/** Where the items of a node stand from left to right. */
import type { Item } from './item.ts';
import type { Stack, Support } from './stack.ts';

/** An item's place in a row of its own height. */
export interface Column {
  readonly item: Item;
  readonly x: number;
  readonly width: number;
}

/** A link that goes straight down. */
interface Drop {
  readonly support: Support;
  readonly x: number;
}

export interface Columns {
  readonly width: number;
  readonly columns: readonly Column[];
  readonly drops: readonly Drop[];
}

interface Block extends Columns {
  /** The column of the item at the bottom by which it is joined to what is below. */
  readonly anchor: number;
}

const GAP = 3;
/** Of a cable between containers side by side. */
const CABLE_GAP = 7;

export function columnsOf(stack: Stack): Columns {
  const cables = stack.others.some(({ kind }) => kind === 'veth');
  const gap = cables ? CABLE_GAP : GAP;
  return sideBySide(
    stack.roots.map((item) => block(item, stack, gap)),
    gap,
  ).all;
}

function block(item: Item, stack: Stack, gap: number): Block {
  const supports = stack.above.get(item) ?? [];
  const { all, shifts } = sideBySide(
    supports.map(({ upper }) => block(upper, stack, gap)),
    gap,
  );
  const anchors = supports.map((support, index) => ({
    support,
    x: shifts[index] ?? 0,
  }));
  const joined = anchors.filter(({ support }) => support.link !== null);
  const xs = (joined.length > 0 ? joined : anchors).map(({ x }) => x);
  if (xs.length === 0) return leaf(item);
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const anchor = Math.floor((low + high) / 2);
  const span = high - low + 1;
  const spread = item.form === 'label' || joined.length < 2 ? 0 : span + 4;
  const wide = Math.max(item.width, spread);
  // As much to the left of what stands on it as to the right.
  const width = joined.length > 1 && (wide - span) % 2 === 1 ? wide + 1 : wide;
  const wanted = anchor - Math.floor((width - 1) / 2);
  const shift = Math.max(0, -wanted);
  const x = wanted + shift;
  return {
    width: Math.max(all.width + shift, x + width),
    columns: [
      ...all.columns.map((column) => ({ ...column, x: column.x + shift })),
      { item, x, width },
    ],
    drops: [
      ...all.drops.map((drop) => ({ ...drop, x: drop.x + shift })),
      ...joined.map(({ support, x: at }) => ({ support, x: at + shift })),
    ],
    anchor: anchor + shift,
  };
}

function leaf(item: Item): Block {
  const { width } = item;
  return {
    width,
    columns: [{ item, x: 0, width }],
    drops: [],
    anchor: Math.floor((width - 1) / 2),
  };
}

/** Blocks with a gap between them, and where their anchors are then. */
function sideBySide(blocks: readonly Block[], gap: number): { all: Columns; shifts: number[] } {
  const columns: Column[] = [];
  const drops: Drop[] = [];
  const shifts: number[] = [];
  let at = 0;
  for (const { width, anchor, ...block } of blocks) {
    const start = at;
    columns.push(...block.columns.map((column) => ({ ...column, x: column.x + start })));
    drops.push(...block.drops.map((drop) => ({ ...drop, x: drop.x + start })));
    shifts.push(anchor + start);
    at += width + gap;
  }
  return { all: { width: Math.max(0, at - gap), columns, drops }, shifts };
}
