/** Tunnels whose ends stand in one row with nothing between them are drawn from end to end. */
import type { DrawnLink } from '../drawing.ts';
import { type Group, type SceneBox, type SceneText, type SceneWire } from './scene.ts';

export function tunnelGroup(links: readonly DrawnLink[], things: Group): Group {
  const wires: SceneWire[] = [];
  const texts: SceneText[] = [];
  for (const link of links) {
    if (link.kind !== 'tunnel') continue;
    const ends = things.boxes.filter(({ id }) => id === link.from || id === link.to);
    const [left, right] = ends.toSorted((a, b) => a.x - b.x);
    if (left === undefined || right === undefined) continue;
    const y = clearRow(left, right, { ...things, wires: [...things.wires, ...wires] });
    if (y === null) continue;
    const { id, mark, label } = link;
    const [from, to] = [left.x + left.width - 1, right.x];
    const middle = gapBetweenNodes(things, from, to, y);
    const width = (label ?? '').length;
    const fits = label !== null && middle.to - middle.from + 1 >= width + 4;
    const at = Math.ceil((middle.from + middle.to + 1 - width) / 2);
    const pieces = fits
      ? [[from, at - 2] as const, [at + width + 1, to] as const]
      : [[from, to] as const];
    for (const [a, b] of pieces) {
      wires.push({
        id,
        mark,
        kind: 'tunnel',
        points: [
          { x: a, y },
          { x: b, y },
        ],
      });
    }
    if (fits) texts.push({ id, mark, role: 'label', text: label, x: at, y });
  }
  return { boxes: [], wires, texts };
}

/** A row of both boxes in which nothing is between them but the borders of nodes. */
function clearRow(left: SceneBox, right: SceneBox, { boxes, wires, texts }: Group): number | null {
  const [from, to] = [left.x + left.width, right.x - 1];
  const first = Math.max(left.y, right.y) + 1;
  const last = Math.min(left.y + left.height, right.y + right.height) - 2;
  for (let y = first; y <= last; y++) {
    const clear =
      boxes
        .filter(({ form }) => form !== 'node')
        .every((box) => apart(box, from, to) || y < box.y || y >= box.y + box.height) &&
      boxes.every((box) => apart(box, from, to) || (y !== box.y && y !== box.y + box.height - 1)) &&
      texts.every(({ x, y: row, text }) => row !== y || x > to || x + text.length <= from) &&
      wires.every(({ points }) =>
        points.every((a, index) => {
          const b = points[index + 1] ?? a;
          const [x1, x2] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
          return x1 > to || x2 < from || Math.max(a.y, b.y) < y || Math.min(a.y, b.y) > y;
        }),
      );
    if (clear) return y;
  }
  return null;
}

function apart({ x, width }: SceneBox, from: number, to: number): boolean {
  return x > to || x + width <= from;
}

/** The columns between the two nodes. */
function gapBetweenNodes({ boxes }: Group, from: number, to: number, y: number) {
  const nodes = boxes.filter(
    ({ form, ...box }) => form === 'node' && y > box.y && y < box.y + box.height,
  );
  const leftEdge = nodes.find(({ x, width }) => x <= from && from < x + width);
  const rightEdge = nodes.find(({ x, width }) => x <= to && to < x + width);
  return {
    from: leftEdge === undefined ? from + 1 : leftEdge.x + leftEdge.width,
    to: rightEdge === undefined ? to - 1 : rightEdge.x - 1,
  };
}
