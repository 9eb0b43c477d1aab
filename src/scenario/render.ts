import type { Problem } from './problem.ts';

/** Characters that terminals show two columns wide (Unicode Annex 11, and emoji). */
const WIDE =
  /^(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation})/u;

/** A line longer than this is shown around the problem only. */
const LONGEST_LINE = 160;
const CONTEXT = 60;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function* cells(text: string): Generator<string> {
  for (const { segment } of graphemes.segment(text)) yield segment;
}

function padding(text: string): string {
  return Array.from(cells(text), (cell) => {
    if (cell === '\t') return '\t';
    return WIDE.test(cell) ? '  ' : ' ';
  }).join('');
}

function underline(text: string): string {
  const columns = Array.from(cells(text), (cell) => (WIDE.test(cell) ? 2 : 1));
  return '^'.repeat(
    Math.max(
      1,
      columns.reduce<number>((sum, width) => sum + width, 0),
    ),
  );
}

/** Control characters other than tab would play with the terminal. */
function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\t]/gu, '\ufffd');
}

function excerpt(problem: Problem, sourceLine: string): readonly string[] {
  const column = problem.column - 1;
  const start = sourceLine.length > LONGEST_LINE ? Math.max(0, column - CONTEXT) : 0;
  const line = printable(sourceLine.slice(start, start + LONGEST_LINE));
  const number = String(problem.line);
  const from = column - start;
  return [
    `  ${number} | ${line}`,
    `  ${' '.repeat(number.length)} | ${padding(line.slice(0, from))}${underline(line.slice(from, from + problem.length))}`,
  ];
}

function renderProblem(problem: Problem): string {
  const at = `${problem.file}:${problem.line}:${problem.column}`;
  return [
    `${at}: error: ${printable(problem.message)}`,
    ...(problem.sourceLine === null || problem.sourceLine.trim() === ''
      ? []
      : excerpt(problem, problem.sourceLine)),
    ...(problem.hint === null ? [] : [`  hint: ${printable(problem.hint)}`]),
  ].join('\n');
}

/** For people: each problem with its place, its line, a caret and a hint; without a last newline. */
export function renderProblems(problems: readonly Problem[]): string {
  return problems.map(renderProblem).join('\n\n');
}
