/** One node with all that is in it, as a block that can be put somewhere. */
import type { DrawnLink, DrawnNode } from '../drawing.ts';
import { columnsOf, type Column, type Columns } from './columns.ts';
import {
  type Item,
  type ItemText,
  lineWidth,
  type NodeItems,
  nodeItems,
  type Shape,
  TEXT_GAP,
} from './item.ts';
import { listedNode } from './listed.ts';
import { frameTexts, MARGIN, type NodeFrame, nodeFrame } from './node-frame.ts';
import { routeWire } from './route-wire.ts';
import type { Group, SceneBox, SceneText, SceneWire } from './scene.ts';
import { type Stack, stackOf } from './stack.ts';

/** Where a cable leaves the node. */
export interface Port {
  /** The cable. */
  readonly link: DrawnLink;
  /** Columns of the card in which it may leave, and the best of them. */
  readonly from: number;
  readonly to: number;
  readonly x: number;
}

export interface NodeBlock {
  readonly node: DrawnNode;
  /** With its left upper corner at 0, 0. */
  readonly group: Group;
  readonly width: number;
  readonly height: number;
  readonly ports: readonly Port[];
  /** Links for which there was no way. */
  readonly left: readonly DrawnLink[];
}

export interface BlockOptions {
  readonly shape: Shape;
  /** Cards on top, for a node below its segments. */
  readonly flipped: boolean;
  /** Columns that there are. A node for which they are too few is told in words. */
  readonly limit: number;
}

/** How many columns the node takes. */
export function blockWidth(
  node: DrawnNode,
  links: readonly DrawnLink[],
  options: Omit<BlockOptions, 'flipped'>,
): number {
  return skeleton(node, links, options).frame.width;
}

interface Skeleton {
  readonly known: NodeItems;
  readonly stack: Stack;
  readonly columns: Columns;
  readonly frame: NodeFrame;
}

/** In the shape that is asked for, or one for which there is room. */
function skeleton(
  node: DrawnNode,
  links: readonly DrawnLink[],
  { shape, limit }: Omit<BlockOptions, 'flipped'>,
): Skeleton {
  const drawn = skeletonIn(shape, node, links, []);
  if (drawn.frame.width <= limit) return drawn;
  const tall = skeletonIn('tall', node, links, []);
  if (tall.frame.width <= limit) return tall;
  const listed = listedNode(node, links, limit - 2 * MARGIN);
  return skeletonIn('tall', listed.node, links, listed.lines);
}

function skeletonIn(
  shape: Shape,
  node: DrawnNode,
  links: readonly DrawnLink[],
  lines: readonly ItemText[],
): Skeleton {
  const known = nodeItems(node, links, shape);
  const inside = links.filter(({ from, to }) => known.itemOf.has(from) && known.itemOf.has(to));
  const stack = stackOf(known, inside);
  const columns = columnsOf(stack);
  const frame = nodeFrame(node, lines, columns.width + 2 * MARGIN);
  return { known, stack, columns, frame };
}

export function nodeBlock(
  node: DrawnNode,
  links: readonly DrawnLink[],
  { flipped, ...fit }: BlockOptions,
): NodeBlock {
  const { known, stack, columns, frame } = skeleton(node, links, fit);
  const shift = MARGIN + Math.floor((frame.width - columns.width - 2 * MARGIN) / 2);
  const told = frame.lines.length;
  const rows = rowsOf(stack, columns, { first: 1 + (flipped ? 0 : told), flipped });
  const height = rows.end + (flipped ? told : 0) + (rows.shared && !flipped ? 0 : 1);
  const at = (item: Item): number => rows.yOf.get(item) ?? 0;
  const placed = columns.columns.map((column) => ({ ...column, x: column.x + shift }));
  const { id, mark } = node;
  const box: SceneBox = {
    ...{ id, mark, form: 'node', kind: null },
    ...{ x: 0, y: 0, width: frame.width, height },
  };
  const group: Group = {
    boxes: [box, ...placed.flatMap((column) => itemBox(column, at(column.item)))],
    wires: dropWires(columns, at, { shift, flipped }),
    texts: [
      ...frameTexts(frame, height, flipped),
      ...placed.flatMap((column) => itemTexts(column, at(column.item), flipped)),
    ],
  };
  const { wires, left } = otherWires(stack, group, known.itemOf);
  return {
    node,
    group: { ...group, wires: [...group.wires, ...wires] },
    width: frame.width,
    height,
    ports: portsOf(placed, links),
    left,
  };
}

interface Rows {
  readonly yOf: ReadonlyMap<Item, number>;
  /** The row after the last one. */
  readonly end: number;
  /** Whether cards are part of the border. */
  readonly shared: boolean;
}

function rowsOf(
  { depth, others }: Stack,
  { columns }: Columns,
  { first, flipped }: { readonly first: number; readonly flipped: boolean },
): Rows {
  const deepest = Math.max(-1, ...depth.values());
  const order = Array.from({ length: deepest + 1 }, (_, index) =>
    flipped ? deepest - index : index,
  );
  const all = columns.map(({ item }) => item);
  const inRow = (row: number) => all.filter((item) => depth.get(item) === row);
  const onlyLabels = (row: number) => inRow(row).every(({ form }) => form === 'label');
  const channel = others.some(({ kind }) => kind !== 'veth') ? 3 : 1;
  const hasCard = all.some(({ kind }) => kind === 'nic');
  const yOf = new Map<Item, number>();
  let y = flipped && hasCard ? first - 1 : first;
  for (const [index, row] of order.entries()) {
    const items = inRow(row);
    const tallest = Math.max(0, ...items.map(({ height }) => height));
    for (const item of items) {
      const low = item.kind === 'nic' ? !flipped : flipped;
      yOf.set(item, y + (low ? tallest - item.height : 0));
    }
    const next = order[index + 1];
    const gap = next === undefined || onlyLabels(row) || onlyLabels(next) ? 0 : channel;
    y += tallest + gap;
  }
  return { yOf, end: y, shared: hasCard };
}

function itemBox({ item, x, width }: Column, y: number): readonly SceneBox[] {
  const { id, mark, form, kind, height } = item;
  return form === 'label' ? [] : [{ id, mark, form, kind, x, y, width, height }];
}

/** Names of containers stand in the border by which no cable leaves. */
function itemTexts({ item, x, width }: Column, y: number, flipped: boolean): readonly SceneText[] {
  const { lines, title, form } = item;
  const block = Math.max(0, ...lines.map(lineWidth));
  const top = form === 'label' ? y : y + 1;
  const left = x + (form === 'container' ? 2 : Math.floor((width - block) / 2));
  return [
    ...(title === null ? [] : [{ ...title, x: x + 2, y: flipped ? y + item.height - 1 : y }]),
    ...lines.flatMap((line, row) => {
      let at = left;
      return line.flatMap((text): readonly SceneText[] => {
        const start = at;
        at += text.text.length + TEXT_GAP;
        return text.text.trim() === '' ? [] : [{ ...text, x: start, y: top + row }];
      });
    }),
  ];
}

function dropWires(
  { drops }: Columns,
  at: (item: Item) => number,
  { shift, flipped }: { readonly shift: number; readonly flipped: boolean },
): readonly SceneWire[] {
  return drops.flatMap(({ support: { upper, lower, link }, x }) => {
    if (link === null) return [];
    const [over, under] = flipped ? [lower, upper] : [upper, lower];
    const points = [
      { x: x + shift, y: bottomOf(over, at(over)) },
      { x: x + shift, y: topOf(under, at(under)) },
    ];
    return [{ id: link.id, mark: link.mark, kind: link.kind, points }];
  });
}

/** A cable ends in the middle of a border, and at the edge of a text. */
function bottomOf({ form, height }: Item, y: number): number {
  return form === 'label' ? y + 0.5 : y + height - 1;
}

function topOf({ form }: Item, y: number): number {
  return form === 'label' ? y - 0.5 : y;
}

function otherWires(
  { others }: Stack,
  group: Group,
  itemOf: ReadonlyMap<string, Item>,
): { readonly wires: readonly SceneWire[]; readonly left: readonly DrawnLink[] } {
  const wires: SceneWire[] = [];
  const left: DrawnLink[] = [];
  for (const link of others) {
    const ends = [link.from, link.to].map((id) => itemOf.get(id)?.id ?? id);
    const points = routeWire({ ...group, wires: [...group.wires, ...wires] }, ends);
    if (points === null) left.push(link);
    else wires.push({ id: link.id, mark: link.mark, kind: link.kind, points });
  }
  return { wires, left };
}

function portsOf(columns: readonly Column[], links: readonly DrawnLink[]): readonly Port[] {
  return columns.flatMap(({ item, x, width }) => {
    const link = links.find(({ kind, from }) => kind === 'cable' && from === item.id);
    if (link === undefined) return [];
    return [{ link, from: x + 1, to: x + width - 2, x: x + Math.floor(width / 2) }];
  });
}
