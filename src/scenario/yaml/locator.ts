import { LineCounter } from 'yaml';
import type { Problem } from '../problem.ts';

/** Offsets into a text, the end excluded. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets into lines and columns of one file. */
export interface Locator {
  readonly position: (offset: number) => Position;
  readonly problem: (
    range: Range,
    what: { readonly code: string; readonly message: string; readonly hint?: string | null },
  ) => Problem;
}

/** Names in a file can be as long as the file. */
const LONGEST_WORDS = 400;

function shorten(words: string): string {
  return words.length > LONGEST_WORDS ? `${words.slice(0, LONGEST_WORDS)}…` : words;
}

/** Fed here and not by the parser, which misses the line ends inside some broken scalars. */
function lineStarts(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  return lines;
}

export function createLocator(file: string, text: string): Locator {
  const lines = lineStarts(text);
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  return {
    position,
    problem: (range, { code, message, hint = null }) => {
      const { line, column } = position(range.start);
      const lineStart = range.start - (column - 1);
      const newline = text.indexOf('\n', range.start);
      const lineEnd = newline === -1 ? text.length : newline;
      const length = Math.max(1, Math.min(range.end, lineEnd) - range.start);
      const sourceLine = text.slice(lineStart, lineEnd).replace(/\r$/, '');
      const words = { message: shorten(message), hint: hint === null ? null : shorten(hint) };
      return { code, file, line, column, length, ...words, sourceLine };
    },
  };
}
