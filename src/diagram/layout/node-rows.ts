/** Which nodes stand in a row, and where in it. */
import type { DrawnLink, DrawnNode } from '../drawing.ts';
import { isRouter } from '../router.ts';
import type { NodeBlock } from './node-block.ts';

/** A node's block and where it begins. */
export interface PlacedBlock {
  readonly block: NodeBlock;
  readonly x: number;
}

interface RowOptions {
  readonly widthOf: (node: DrawnNode) => number;
  readonly limit: number;
  /** Columns between two nodes. */
  readonly gap: number;
}

/** Routers come below the others; a row is as long as the width allows. */
export function rowsOfNodes(
  nodes: readonly DrawnNode[],
  links: readonly DrawnLink[],
  { widthOf, limit, gap }: RowOptions,
): readonly (readonly DrawnNode[])[] {
  const routers = nodes.filter((node) => isRouter(node, links));
  const others = nodes.filter((node) => !routers.includes(node));
  return [others, routers].flatMap((group) => {
    const rows: DrawnNode[][] = [];
    let at = Infinity;
    for (const node of group) {
      const width = widthOf(node);
      if (at + width > limit) {
        rows.push([]);
        at = 0;
      }
      rows.at(-1)?.push(node);
      at += width + gap;
    }
    return rows;
  });
}

/** From left to right; what a tunnel joins stands apart, so that its name has room. */
export function inSequence(
  blocks: readonly NodeBlock[],
  links: readonly DrawnLink[],
  { limit, gap }: { readonly limit: number; readonly gap: number },
): readonly PlacedBlock[] {
  const wanted = blocks.map((block, index) => {
    const next = blocks[index + 1];
    return next === undefined ? 0 : Math.max(gap, tunnelRoom(block, next, links));
  });
  const total = sum(blocks.map(({ width }) => width));
  const gaps = total + sum(wanted) <= limit ? wanted : wanted.map(() => gap);
  let at = 0;
  return blocks.map((block, index) => {
    const x = at;
    at += block.width + (gaps[index] ?? 0);
    return { block, x };
  });
}

function tunnelRoom(one: NodeBlock, other: NodeBlock, links: readonly DrawnLink[]): number {
  const ends = (block: NodeBlock) => new Set(block.node.devices.map(({ id }) => id));
  const [a, b] = [ends(one), ends(other)];
  const labels = links.flatMap(({ kind, from, to, label }) =>
    kind === 'tunnel' && ((a.has(from) && b.has(to)) || (b.has(from) && a.has(to)))
      ? [label ?? '']
      : [],
  );
  return Math.max(0, ...labels.map(({ length }) => length + 8));
}

/** Each as near as can be below what it is joined to. */
export function nearTo(
  blocks: readonly NodeBlock[],
  wantedOf: (block: NodeBlock) => number | null,
  { limit, gap }: { readonly limit: number; readonly gap: number },
): readonly PlacedBlock[] {
  const sorted = blocks
    .map((block, index) => ({ block, wanted: wantedOf(block) ?? index * limit }))
    .toSorted((a, b) => a.wanted - b.wanted);
  const placed: { block: NodeBlock; x: number }[] = [];
  let free = 0;
  for (const { block, wanted } of sorted) {
    const x = Math.max(free, Math.round(wanted));
    placed.push({ block, x });
    free = x + block.width + gap;
  }
  let end = limit;
  for (const one of placed.toReversed()) {
    one.x = Math.max(0, Math.min(one.x, end - one.block.width));
    end = one.x - gap;
  }
  return placed;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
