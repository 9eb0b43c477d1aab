/** What stands in a node's border and along it. */
import type { DrawnNode } from '../drawing.ts';
import { type ItemText, titled } from './item.ts';
import type { SceneText } from './scene.ts';

/** Columns from the node's border to what is in it. */
export const MARGIN = 2;

export interface NodeFrame {
  readonly width: number;
  readonly title: ItemText;
  /** At the right of the title; null for nothing. */
  readonly beside: string | null;
  /** Between the title and what is drawn. */
  readonly lines: readonly ItemText[];
}

/** @param room columns that what is in the node takes, with its margins */
export function nodeFrame(node: DrawnNode, told: readonly ItemText[], room: number): NodeFrame {
  const title = titled(node.id, node.name, node.mark);
  const notes = node.notes.join(', ');
  const both = title.text.length + notes.length + 9;
  const beside = notes !== '' && both <= Math.max(room, 24) ? notes : null;
  const lines = [
    ...(beside === null ? node.notes : []).map((text): ItemText => ({
      id: null,
      mark: null,
      role: 'detail',
      text,
    })),
    ...told,
  ];
  const width = Math.max(
    room,
    title.text.length + 2 * MARGIN,
    beside === null ? 0 : both,
    ...lines.map(({ text }) => text.length + 2 * MARGIN),
  );
  return { width, title, beside, lines };
}

export function frameTexts(
  { width, title, beside, lines }: NodeFrame,
  height: number,
  flipped: boolean,
): readonly SceneText[] {
  const y = flipped ? height - 1 : 0;
  const first = flipped ? height - 1 - lines.length : 1;
  const note = beside ?? '';
  return [
    { ...title, x: MARGIN, y },
    ...(beside === null
      ? []
      : [
          {
            id: null,
            mark: null,
            role: 'note',
            text: note,
            x: width - note.length - 2,
            y,
          } as const,
        ]),
    ...lines.map((line, index) => ({ ...line, x: MARGIN, y: first + index })),
  ];
}
