/** Finds a way for a wire between things that stand already. */
import type { Group, Point, SceneBox } from './scene.ts';

interface Field {
  readonly width: number;
  readonly height: number;
  /** Cells that no wire may enter. */
  readonly blocked: ReadonlySet<number>;
  /** Cells with a wire in this direction: it may be crossed, not followed. */
  readonly rows: ReadonlySet<number>;
  readonly columns: ReadonlySet<number>;
}

interface Cell extends Point {
  /** The way it was entered, as an index of WAYS. */
  readonly way: number;
  readonly cost: number;
  readonly before: Cell | null;
}

const WAYS = [
  { x: 0, y: 1 },
  { x: 1, y: 0 },
  { x: 0, y: -1 },
  { x: -1, y: 0 },
] as const;
/** Costs, in tenths of a cell. */
const STEP = 10;
const TURN = 40;
const CROSSING = 60;

/**
 * The cheapest way between two boxes or texts, around everything else within the node, or null when
 * there is none. The first box of the group is the node.
 */
export function routeWire(group: Group, ends: readonly string[]): readonly Point[] | null {
  const [node] = group.boxes;
  const [from, to] = ends.map((id) => extentOf(group, id));
  if (node === undefined || from === undefined || to === undefined) return null;
  const field = fieldOf(group, node);
  const open = new Queue();
  open.add(starts(from, field));
  const seen = new Set<number>();
  for (;;) {
    const cell = open.take();
    if (cell === null) return null;
    const key = (cell.y * field.width + cell.x) * WAYS.length + cell.way;
    if (seen.has(key)) continue;
    seen.add(key);
    const reached = endPoint(cell, to);
    if (reached !== null) return corners([...path(cell), reached], from);
    open.add(nextCells(cell, field));
  }
}

/** Cells in the order of their costs, which are small integers. */
class Queue {
  readonly #byCost: Cell[][] = [];
  #cheapest = 0;

  add(cells: readonly Cell[]): void {
    for (const cell of cells) (this.#byCost[cell.cost] ??= []).push(cell);
  }

  take(): Cell | null {
    for (; this.#cheapest < this.#byCost.length; this.#cheapest++) {
      const cell = this.#byCost[this.#cheapest]?.shift();
      if (cell !== undefined) return cell;
    }
    return null;
  }
}

interface Extent {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Texts are met at their edge, boxes in their border. */
  readonly isText: boolean;
}

function extentOf({ boxes, texts }: Group, id: string): Extent | undefined {
  const box = boxes.find((each) => each.id === id);
  if (box !== undefined) return { ...box, isText: false };
  const text = texts.find((each) => each.id === id);
  return text && { ...text, width: text.text.length, height: 1, isText: true };
}

function fieldOf({ boxes, wires, texts }: Group, node: SceneBox): Field {
  const { width, height } = node;
  const blocked = new Set<number>();
  const key = (x: number, y: number): number => y * width + x;
  for (const box of boxes) {
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let x = box.x; x < box.x + box.width; x++) {
        const onBorder = x === 0 || y === 0 || x === node.width - 1 || y === node.height - 1;
        if (box !== node || onBorder) blocked.add(key(x, y));
      }
    }
  }
  for (const { x, y, text } of texts) {
    for (let i = -1; i <= text.length; i++) blocked.add(key(x + i, y));
  }
  const rows = new Set<number>();
  const columns = new Set<number>();
  for (const { points } of wires) {
    for (const [index, a] of points.entries()) {
      const b = points[index + 1];
      if (b === undefined) continue;
      for (let y = Math.ceil(Math.min(a.y, b.y)); y <= Math.max(a.y, b.y); y++) {
        for (let x = Math.min(a.x, b.x); x <= Math.max(a.x, b.x); x++) {
          (a.y === b.y ? rows : columns).add(key(x, y));
        }
      }
    }
  }
  return { width, height, blocked, rows, columns };
}

/** Cells around the box, each entered from it; never at a corner, from the middle outwards. */
function starts(extent: Extent, field: Field): Cell[] {
  const { x, y, width, height, isText } = extent;
  const inset = isText ? 0 : 1;
  const cells: Cell[] = [];
  const add = (cx: number, cy: number, way: number, off: number): void => {
    const before: Cell = {
      x: cx - (WAYS[way]?.x ?? 0),
      y: cy - (WAYS[way]?.y ?? 0),
      ...{ way, cost: 0, before: null },
    };
    cells.push(...enter({ x: cx, y: cy }, way, off, before, field));
  };
  for (let i = inset; i < width - inset; i++) {
    const off = Math.abs(i - Math.floor(width / 2));
    add(x + i, y + height, 0, off);
    add(x + i, y - 1, 2, off);
  }
  if (isText) return cells;
  for (let i = inset; i < height - inset; i++) {
    add(x + width, y + i, 1, i);
    add(x - 1, y + i, 3, i);
  }
  return cells;
}

function nextCells(cell: Cell, field: Field): readonly Cell[] {
  return WAYS.flatMap(({ x, y }, way) => {
    if ((way + 2) % 4 === cell.way) return [];
    const turns = way !== cell.way;
    const here = cell.y * field.width + cell.x;
    if (turns && (field.rows.has(here) || field.columns.has(here))) return [];
    const cost = cell.cost + STEP + (turns ? TURN : 0);
    return enter({ x: cell.x + x, y: cell.y + y }, way, cost, cell, field);
  });
}

function enter(at: Point, way: number, cost: number, before: Cell, field: Field): Cell[] {
  const { width, height, blocked, rows, columns } = field;
  if (at.x < 0 || at.y < 0 || at.x >= width || at.y >= height) return [];
  const here = at.y * width + at.x;
  const vertical = way % 2 === 0;
  if (blocked.has(here) || (vertical ? columns : rows).has(here)) return [];
  const crossing = (vertical ? rows : columns).has(here) ? CROSSING : 0;
  return [{ ...at, way, cost: cost + crossing, before }];
}

/** Where the wire meets the other thing, if the next cell on its way is that. */
function endPoint({ x, y, way }: Cell, to: Extent): Point | null {
  const step = WAYS[way] ?? WAYS[0];
  const next = { x: x + step.x, y: y + step.y };
  const inset = to.isText ? 0 : 1;
  const inX = next.x >= to.x + inset && next.x < to.x + to.width - inset;
  const inY = next.y >= to.y + inset && next.y < to.y + to.height - inset;
  if (way === 0 && inX && next.y === to.y) return to.isText ? { x, y: next.y - 0.5 } : next;
  if (way === 2 && inX && next.y === to.y + to.height - 1) {
    return to.isText ? { x, y: next.y + 0.5 } : next;
  }
  if (to.isText || !inY) return null;
  if (way === 1 && next.x === to.x) return next;
  return way === 3 && next.x === to.x + to.width - 1 ? next : null;
}

function path(cell: Cell): readonly Cell[] {
  return cell.before === null ? [cell] : [...path(cell.before), cell];
}

/** Only the points where it turns, and its ends. */
function corners(points: readonly Point[], from: Extent): readonly Point[] {
  const kept = points.filter((point, index) => {
    const [a, b] = [points[index - 1], points[index + 1]];
    return (
      a === undefined || b === undefined || (a.x !== b.x && a.y !== b.y) || turnsAt(a, point, b)
    );
  });
  const [start, ...rest] = kept.map(({ x, y }) => ({ x, y }));
  if (start === undefined) return rest;
  const second = rest[0];
  if (!from.isText || second === undefined) return [start, ...rest];
  return [{ x: start.x, y: start.y + (second.y > start.y ? 0.5 : -0.5) }, ...rest];
}

function turnsAt(a: Point, b: Point, c: Point): boolean {
  return (a.x === b.x) !== (b.x === c.x);
}
