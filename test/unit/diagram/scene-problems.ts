/** What must not be in a scene, whatever it shows. */
import type { Scene, SceneBox, SceneText, SceneWire } from '../../../src/diagram/layout/scene.ts';

/** Each place where something is cut off, or stands on something else, as a line. */
export function sceneProblems(scene: Scene): readonly string[] {
  return [...outside(scene), ...boxesAcross(scene), ...textProblems(scene), ...wireProblems(scene)];
}

function outside({ width, height, boxes, texts, wires }: Scene): readonly string[] {
  const inside = (x: number, y: number): boolean => x >= 0 && x < width && y >= 0 && y < height;
  return [
    ...boxes
      .filter((box) => !inside(box.x, box.y) || !inside(right(box), bottom(box)))
      .map(({ id }) => `${String(id)} is cut off`),
    ...texts
      .filter(({ x, y, text }) => !inside(x, y) || !inside(x + text.length - 1, y))
      .map(({ text }) => `"${text}" is cut off`),
    ...wires
      .filter(({ points }) => points.some(({ x, y }) => !inside(x, y)))
      .map(({ id }) => `${String(id)} leaves the drawing`),
  ];
}

/** Boxes are in each other or apart; a device may be part of its node's border. */
function boxesAcross({ boxes }: Scene): readonly string[] {
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => !apart(a, b) && !within(a, b) && !within(b, a))
      .map((b) => `${String(a.id)} overlaps ${String(b.id)}`),
  );
}

function apart(a: SceneBox, b: SceneBox): boolean {
  return right(a) < b.x || right(b) < a.x || bottom(a) < b.y || bottom(b) < a.y;
}

function within(inner: SceneBox, outer: SceneBox): boolean {
  return (
    outer.form === 'node' &&
    inner.form !== 'node' &&
    inner.x > outer.x &&
    right(inner) < right(outer) &&
    inner.y >= outer.y &&
    bottom(inner) <= bottom(outer)
  );
}

function textProblems({ boxes, texts }: Scene): readonly string[] {
  const across = texts.flatMap((a, index) =>
    texts
      .slice(index + 1)
      .filter((b) => a.y === b.y && a.x <= textEnd(b) + 1 && b.x <= textEnd(a) + 1)
      .map((b) => `"${a.text}" touches "${b.text}"`),
  );
  const onBorders = texts.flatMap((text) =>
    boxes
      .filter((box) => crossesBorder(text, box))
      .map((box) => `"${text.text}" stands on the border of ${String(box.id)}`),
  );
  return [...across, ...onBorders];
}

function crossesBorder({ role, x, y, ...text }: SceneText, box: SceneBox): boolean {
  const end = x + text.text.length - 1;
  if (y < box.y || y > bottom(box) || end < box.x || x > right(box)) return false;
  const level = y === box.y || y === bottom(box);
  if (level && (role === 'title' || role === 'note'))
    return x <= box.x + 1 || end >= right(box) - 1;
  return level || [box.x, right(box)].some((edge) => edge >= x && edge <= end);
}

/** Wires keep clear of texts, and of boxes that they do not end at. */
function wireProblems({ boxes, wires, texts }: Scene): readonly string[] {
  return wires.flatMap((wire) =>
    cellsOf(wire).flatMap(({ x, y, end }) => [
      ...texts
        .filter((text) => y === text.y && x >= text.x - 1 && x <= textEnd(text) + 1)
        .map(({ text }) => `${String(wire.id)} runs through "${text}"`),
      ...boxes
        .filter((box) => box.form !== 'node' && covers(box, x, y))
        .filter((box) => !(end && onBorder(box, x, y)))
        .map(({ id }) => `${String(wire.id)} runs through ${String(id)}`),
    ]),
  );
}

interface WireCell {
  readonly x: number;
  readonly y: number;
  /** Whether it is one of the ends. */
  readonly end: boolean;
}

function cellsOf({ points }: SceneWire): readonly WireCell[] {
  return points.flatMap((a, index) => {
    const b = points[index + 1];
    if (b === undefined) return [];
    const cells: WireCell[] = [];
    const last = index === points.length - 2;
    for (let y = Math.ceil(Math.min(a.y, b.y)); y <= Math.max(a.y, b.y); y++) {
      for (let x = Math.min(a.x, b.x); x <= Math.max(a.x, b.x); x++) {
        const first = index === 0 && x === a.x && y === a.y;
        cells.push({ x, y, end: first || (last && x === b.x && y === b.y) });
      }
    }
    return cells;
  });
}

function covers(box: SceneBox, x: number, y: number): boolean {
  return x >= box.x && x <= right(box) && y >= box.y && y <= bottom(box);
}

/** Corners are no place for a wire. */
function onBorder(box: SceneBox, x: number, y: number): boolean {
  const sideways = x === box.x || x === right(box);
  const level = y === box.y || y === bottom(box);
  return sideways !== level;
}

function right({ x, width }: SceneBox): number {
  return x + width - 1;
}

function bottom({ y, height }: SceneBox): number {
  return y + height - 1;
}

function textEnd({ x, text }: SceneText): number {
  return x + text.length - 1;
}
