/**
 * A drawing with a place for everything, in cells of a grid: a column is as wide as a character, a
 * row as high as a line. What is at a cell is at its centre.
 */
import type { DeviceKind, LinkKind, Mark } from '../drawing.ts';

interface Placed {
  /** Of what is drawn; null for what only helps to read. */
  readonly id: string | null;
  readonly mark: Mark | null;
}

export interface SceneBox extends Placed {
  readonly form: 'node' | 'container' | 'device';
  readonly kind: DeviceKind | null;
  /** Of its left upper corner. */
  readonly x: number;
  readonly y: number;
  /** With its borders. */
  readonly width: number;
  readonly height: number;
}

/** `title` and `note` stand in a border. */
export type TextRole =
  'heading' | 'title' | 'note' | 'name' | 'address' | 'detail' | 'label' | 'row';

export interface SceneText extends Placed {
  readonly role: TextRole;
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface Point {
  readonly x: number;
  /** At half a row where it ends at a text. */
  readonly y: number;
}

export interface SceneWire extends Placed {
  readonly kind: LinkKind | 'segment';
  /** Each in one row or one column with the one before. */
  readonly points: readonly Point[];
}

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly SceneBox[];
  readonly wires: readonly SceneWire[];
  readonly texts: readonly SceneText[];
}

/** What stands somewhere and can be moved as one. */
export interface Group {
  readonly boxes: readonly SceneBox[];
  readonly wires: readonly SceneWire[];
  readonly texts: readonly SceneText[];
}

export const noGroup: Group = { boxes: [], wires: [], texts: [] };

export function together(groups: readonly Group[]): Group {
  return {
    boxes: groups.flatMap(({ boxes }) => boxes),
    wires: groups.flatMap(({ wires }) => wires),
    texts: groups.flatMap(({ texts }) => texts),
  };
}

export function moved({ boxes, wires, texts }: Group, dx: number, dy: number): Group {
  const to = <T extends Point>(thing: T): T => ({ ...thing, x: thing.x + dx, y: thing.y + dy });
  return {
    boxes: boxes.map(to),
    wires: wires.map((wire) => ({ ...wire, points: wire.points.map(to) })),
    texts: texts.map(to),
  };
}
