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

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function syntaxProblem(locator: Locator, error: YAMLError): Problem {
  const [start, end] = error.pos;
  const words = lowerFirst(error.message.replace(TOKEN_NAME, '$1'));
  const hint = HINTS[error.code] ?? null;
  return locator.problem({ start, end }, { code: 'yaml-syntax', message: `YAML: ${words}`, hint });
}

/**
 * What the YAML parser has against the text: one problem a line, and without the tokens that only
 * surprise it after an earlier error.
 */
export function syntaxProblems(locator: Locator, errors: readonly YAMLError[]): readonly Problem[] {
  const byLine = new Map<number, Problem>();
  for (const [index, error] of errors.slice(0, MOST_PROBLEMS).entries()) {
    if (index > 0 && error.code === 'UNEXPECTED_TOKEN') continue;
    const problem = syntaxProblem(locator, error);
    if (!byLine.has(problem.line)) byLine.set(problem.line, problem);
  }
  return tidyProblems([...byLine.values()]);
}
