import { type Document, visit } from 'yaml';
import { printable } from '../../lib/printable.ts';
import type { Problem } from '../problem.ts';
import type { Locator } from './locator.ts';

/**
 * Texts with control characters, which YAML can write as `\e` or `\0`: they would go to a terminal
 * as they are, and no shell, file name or XML document takes them all.
 */
export function controlCharacters(document: Document, locator: Locator): readonly Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Scalar: (_, { value, range }) => {
      if (typeof value !== 'string' || range == null) return;
      const bad = Array.from(value).find(isControl);
      if (bad === undefined) return;
      const code = (bad.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      problems.push(
        locator.problem(
          { start: range[0], end: range[1] },
          {
            code: 'control-character',
            message: `the text has the control character U+${code}`,
            hint: 'write the text without it',
          },
        ),
      );
    },
  });
  return problems;
}

/** A carriage return makes a terminal write over what it has written. */
function isControl(character: string): boolean {
  return character === '\r' || printable(character) !== character;
}
