/** A scene in cells: what is in each, before it becomes a character. */
import type { Mark } from '../drawing.ts';
import type { Point, Scene, SceneBox, SceneWire } from '../layout/scene.ts';
import { DOTTED, DOUBLE, HEAVY, LIGHT, type Stroke, type Strokes } from './glyphs.ts';

export interface CanvasCell {
  readonly strokes: [Stroke, Stroke, Stroke, Stroke];
  rounded: boolean;
  /** Null where there are lines, or nothing. */
  char: string | null;
  mark: Mark | null;
  /** The wire that goes through from left to right. */
  level: SceneWire | null;
  /** The wire that goes through from top to bottom. */
  upright: SceneWire | null;
}

export class Canvas {
  readonly cells: readonly CanvasCell[][];

  constructor({ width, height, boxes, wires, texts }: Scene) {
    this.cells = Array.from({ length: height }, () => Array.from({ length: width }, emptyCell));
    for (const box of boxes) this.#box(box);
    for (const wire of wires) this.#wire(wire);
    for (const { x, y, text, mark, role } of texts) {
      if (role === 'title' || role === 'note') this.#text(` ${text} `, x - 1, y, mark);
      else this.#text(text, x, y, mark);
    }
  }

  #cell(x: number, y: number): CanvasCell {
    const cell = this.cells[y]?.[x];
    if (cell === undefined) throw new Error(`${x}, ${y} is outside of the drawing`);
    return cell;
  }

  #text(text: string, x: number, y: number, mark: Mark | null): void {
    for (const [i, char] of Array.from(text).entries()) {
      const cell = this.#cell(x + i, y);
      cell.char = char;
      cell.mark = mark;
    }
  }

  #box({ x, y, width, height, form, mark }: SceneBox): void {
    const [right, bottom] = [x + width - 1, y + height - 1];
    this.#level({ x, y }, { x: right, y }, LIGHT, mark);
    this.#level({ x, y: bottom }, { x: right, y: bottom }, LIGHT, mark);
    this.#upright({ x, y }, { x, y: bottom }, LIGHT, mark);
    this.#upright({ x: right, y }, { x: right, y: bottom }, LIGHT, mark);
    if (form !== 'container') return;
    for (const at of [x, right]) {
      for (const row of [y, bottom]) this.#cell(at, row).rounded = true;
    }
  }

  #wire(wire: SceneWire): void {
    const { points, mark } = wire;
    const stroke = strokeOf(wire);
    const middle = this.#freeMiddle(points);
    for (const [index, a] of points.entries()) {
      const b = points[index + 1];
      // What is missing is left out.
      if (b === undefined || mark === 'missing') break;
      if (a.y === b.y && a.x !== b.x) this.#levelWire(wire, a, b, stroke);
      else this.#uprightWire(wire, a, b, stroke);
    }
    if (middle !== null && (mark === 'missing' || mark === 'failed')) {
      this.#text('✗', middle.x, middle.y, mark);
    }
  }

  /** The cell nearest to the middle of the wire's first part in which nothing is yet; null for none. */
  #freeMiddle([a, b]: readonly Point[]): Point | null {
    if (a === undefined || b === undefined) return null;
    const steps = Math.floor(Math.abs(b.x - a.x) + Math.abs(b.y - a.y));
    const [dx, dy] = [Math.sign(b.x - a.x), Math.sign(b.y - a.y)];
    const start = { x: a.x, y: dy < 0 ? Math.floor(a.y) : Math.ceil(a.y) };
    const cells = Array.from({ length: Math.max(0, steps - 1) }, (_, index) => ({
      x: start.x + dx * (index + 1),
      y: start.y + dy * (index + 1),
      off: Math.abs(2 * (index + 1) - steps),
    }));
    const free = cells.filter(({ x, y }) => {
      const cell = this.#cell(x, y);
      return cell.char === null && strokesOf(cell) === null;
    });
    return free.toSorted((one, other) => one.off - other.off)[0] ?? null;
  }

  /** Where two wires cross, the upright one is whole. */
  #levelWire(wire: SceneWire, a: Point, b: Point, stroke: Stroke): void {
    const [from, to] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
    for (let x = from; x <= to; x++) {
      const cell = this.#cell(x, a.y);
      if (cell.upright !== null && cell.upright.id !== wire.id && x > from && x < to) continue;
      if (x > from || from === to) cell.strokes[3] = stroke;
      if (x < to || from === to) cell.strokes[1] = stroke;
      cell.mark = wire.mark;
      if (x > from && x < to) cell.level = wire;
    }
  }

  #uprightWire(wire: SceneWire, a: Point, b: Point, stroke: Stroke): void {
    const [from, to] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
    for (let y = Math.ceil(from); y <= Math.floor(to); y++) {
      const cell = this.#cell(a.x, y);
      if (y > from) cell.strokes[0] = stroke;
      if (y < to) cell.strokes[2] = stroke;
      if (y <= from || y >= to) continue;
      if (cell.level !== null) cell.strokes[1] = cell.strokes[3] = 0;
      cell.upright = wire;
      cell.mark = wire.mark;
    }
  }

  #level(a: Point, b: Point, stroke: Stroke, mark: Mark | null): void {
    for (let x = a.x; x <= b.x; x++) {
      const cell = this.#cell(x, a.y);
      if (x > a.x) cell.strokes[3] = stroke;
      if (x < b.x) cell.strokes[1] = stroke;
      cell.mark = mark;
    }
  }

  #upright(a: Point, b: Point, stroke: Stroke, mark: Mark | null): void {
    for (let y = a.y; y <= b.y; y++) {
      const cell = this.#cell(a.x, y);
      if (y > a.y) cell.strokes[0] = stroke;
      if (y < b.y) cell.strokes[2] = stroke;
      cell.mark = mark;
    }
  }
}

export function strokesOf({ strokes }: CanvasCell): Strokes | null {
  return strokes.every((stroke) => stroke === 0) ? null : strokes;
}

function emptyCell(): CanvasCell {
  return {
    strokes: [0, 0, 0, 0],
    rounded: false,
    char: null,
    mark: null,
    level: null,
    upright: null,
  };
}

function strokeOf({ kind, mark }: SceneWire): Stroke {
  switch (kind) {
    case 'segment':
      return HEAVY;
    case 'tunnel':
      return DOUBLE;
    case 'routed':
      return mark === 'path' ? HEAVY : DOTTED;
    case 'cable':
    case 'veth':
    case 'port':
    case 'child':
    case 'carried':
      return mark === 'path' ? HEAVY : LIGHT;
  }
}
