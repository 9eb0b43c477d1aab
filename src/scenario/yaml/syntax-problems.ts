import type { YAMLError } from 'yaml';
import { MOST_PROBLEMS, type Problem, tidyProblems } from '../problem.ts';
import type { Locator } from './locator.ts';

const HINTS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'entries of one mapping or list begin in the same column',
  BLOCK_AS_IMPLICIT_KEY: 'put text that holds a colon and a space into quotes',
};

/** `Unexpected scalar token in YAML stream: "x"` */
const TOKEN_NAME = /^(Unexpected) [a-z-]+ token in YAML stream:/i;

/** `Flow map in block collection must be … and end with a }` */
const UNCLOSED = /^Flow .* end with a [}\]]/;

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function syntaxProblem(locator: Locator, error: YAMLError): Problem {
  const [start, end] = error.pos;
  const words = lowerFirst(error.message.replace(TOKEN_NAME, '$1'));
  const hint = UNCLOSED.test(error.message)
    ? 'close every { with a } and every [ with a ]'
    : (HINTS[error.code] ?? null);
  return locator.problem({ start, end }, { code: 'yaml-syntax', message: `YAML: ${words}`, hint });
}

/**
 * What the YAML parser has against the text: one problem a line, and without the tokens that only
 * surprise it after an earlier error. A tab that indents shifts what follows: then tabs are all that counts.
 */
export function syntaxProblems(locator: Locator, errors: readonly YAMLError[]): readonly Problem[] {
  const byLine = new Map<number, Problem>();
  const tabs = errors.filter((error) => error.code === 'TAB_AS_INDENT');
  const told = tabs.length > 0 ? tabs : errors;
  for (const [index, error] of told.slice(0, MOST_PROBLEMS).entries()) {
    if (index > 0 && error.code === 'UNEXPECTED_TOKEN') continue;
    const problem = syntaxProblem(locator, error);
    if (!byLine.has(problem.line)) byLine.set(problem.line, problem);
  }
  return tidyProblems([...byLine.values()]);
}
