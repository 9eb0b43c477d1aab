/** The tables of nodes and containers, below what they belong to. */
import type { DrawnNode, DrawnTable } from '../drawing.ts';
import { withMark } from './item.ts';
import { type Group, moved, type SceneText, together } from './scene.ts';
import { wrapped } from './wrapped.ts';

const GAP = 4;
const INDENT = 2;
/** Columns by which a table may stand beside the edge of its node. */
const LITTLE = 8;

interface TableColumn {
  readonly group: Group;
  readonly width: number;
  readonly height: number;
  /** Where it would best begin. */
  readonly wanted: number;
}

/** A column for each node, as many beside each other as the width allows. */
export function tablesGroup(
  nodes: readonly { readonly node: DrawnNode; readonly x: number }[],
  limit: number,
): { readonly group: Group; readonly height: number } {
  const columns = nodes
    .map(({ node, x }) => tableColumn(node, x, limit))
    .filter(({ height }) => height > 0);
  const groups: Group[] = [];
  let y = 0;
  for (const shelf of shelvesOf(columns, limit)) {
    const xs = columnsBelow(shelf, limit) ?? inSequence(shelf);
    for (const [index, { group }] of shelf.entries()) groups.push(moved(group, xs[index] ?? 0, y));
    y += Math.max(...shelf.map(({ height }) => height)) + 1;
  }
  return { group: together(groups), height: Math.max(0, y - 1) };
}

/** Each table right below its node, or a little to the left of it; null when they would not fit. */
function columnsBelow(shelf: readonly TableColumn[], limit: number): readonly number[] | null {
  const xs: number[] = [];
  let end = limit;
  for (const { width, wanted } of shelf.toReversed()) {
    const x = Math.min(wanted, end - width);
    if (x < 0 || wanted - x > LITTLE) return null;
    xs.unshift(x);
    end = x - GAP;
  }
  return xs;
}

function inSequence(shelf: readonly TableColumn[]): readonly number[] {
  let end = 0;
  return shelf.map(({ width }) => {
    const x = end;
    end = x + width + GAP;
    return x;
  });
}

function shelvesOf(columns: readonly TableColumn[], limit: number): readonly TableColumn[][] {
  const shelves: TableColumn[][] = [];
  let at = Infinity;
  for (const column of columns) {
    if (at + column.width > limit) {
      shelves.push([]);
      at = 0;
    }
    shelves.at(-1)?.push(column);
    at += column.width + GAP;
  }
  return shelves;
}

function tableColumn(node: DrawnNode, wanted: number, limit: number): TableColumn {
  const tables = [...node.tables, ...node.containers.flatMap((container) => container.tables)];
  const texts: SceneText[] = [];
  let y = 0;
  for (const table of tables) {
    const own = tableTexts(table, limit);
    texts.push(...own.map((text) => ({ ...text, y: text.y + y })));
    y += Math.max(...own.map((text) => text.y)) + 2;
  }
  const width = Math.max(0, ...texts.map(({ x, text }) => x + text.length));
  const height = Math.max(0, y - 1);
  return { group: { boxes: [], wires: [], texts }, width, height, wanted };
}

function tableTexts({ title, rows }: DrawnTable, limit: number): readonly SceneText[] {
  const first = Math.max(...rows.map(({ cells: [cell] }) => cell.length));
  const texts: SceneText[] = [];
  const add = (text: Omit<SceneText, 'y'>): void => {
    texts.push({ ...text, y: texts.length });
  };
  for (const text of wrapped(title, limit, INDENT)) {
    add({ id: null, mark: null, role: 'heading', text, x: 0 });
  }
  for (const {
    id,
    mark,
    cells: [cell, more],
  } of rows) {
    const words = withMark(more, mark);
    const beside = wrapped(words, limit - INDENT - first - 2);
    for (const [index, part] of beside.entries()) {
      const head = index === 0 ? cell : '';
      const text = `${head.padEnd(first)}  ${part}`.trimEnd();
      add({
        id,
        mark,
        role: 'row',
        text: text.trimStart(),
        x: INDENT + text.length - text.trimStart().length,
      });
    }
  }
  return texts;
}
