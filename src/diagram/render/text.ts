import type { Mark } from '../drawing.ts';
import type { Scene } from '../layout/scene.ts';
import { Canvas, type CanvasCell, strokesOf } from './canvas.ts';
import { type Charset, glyph } from './glyphs.ts';

export interface TextOptions {
  readonly charset: Charset;
  /** Puts a colour to what is marked. */
  readonly paint: (text: string, mark: Mark) => string;
}

/** The scene in characters, a line a row, none longer than the scene is wide. */
export function renderText(scene: Scene, { charset, paint }: TextOptions): string {
  const lines = new Canvas(scene).cells.map((row) => {
    const shown = row.map((cell) => ({ mark: cell.mark, char: charOf(cell, charset) }));
    while (shown.at(-1)?.char === ' ') shown.pop();
    return painted(shown, paint);
  });
  return `${lines.join('\n').trimEnd()}\n`;
}

function charOf(cell: CanvasCell, charset: Charset): string {
  if (cell.char !== null) return charset === 'ascii' && cell.char === '✗' ? 'x' : cell.char;
  const strokes = strokesOf(cell);
  return strokes === null ? ' ' : glyph(strokes, charset, cell.rounded);
}

function painted(
  cells: readonly { readonly char: string; readonly mark: Mark | null }[],
  paint: TextOptions['paint'],
): string {
  let line = '';
  let start = 0;
  for (let i = 1; i <= cells.length; i++) {
    const mark = cells[start]?.mark ?? null;
    if (i < cells.length && cells[i]?.mark === mark) continue;
    const text = cells
      .slice(start, i)
      .map(({ char }) => char)
      .join('');
    line += mark === null ? text : paint(text, mark);
    start = i;
  }
  return line;
}
