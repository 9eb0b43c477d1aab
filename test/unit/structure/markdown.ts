/** What the documentation says, as data. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDirectory } from './source-files.ts';

export function readPage(path: string): string {
  return readFileSync(join(projectDirectory, path), 'utf8');
}

/** The part of a page below a heading, up to the next one of its level or above. */
export function sectionOf(page: string, heading: string): string {
  const level = /^#+/.exec(heading)?.[0].length ?? 0;
  const lines = page.split('\n');
  const start = lines.indexOf(heading);
  if (start === -1) throw new Error(`the page has no heading "${heading}"`);
  const isEnd = (line: string): boolean => {
    const depth = /^(#+) /.exec(line)?.[1]?.length;
    return depth !== undefined && depth <= level;
  };
  const end = lines.findIndex((line, index) => index > start && isEnd(line));
  return lines.slice(start + 1, end === -1 ? undefined : end).join('\n');
}

/** The rows of every table of a page, without their head, as trimmed cells. */
export function tableRows(page: string): readonly (readonly string[])[] {
  const rows = page.split('\n').map((line) => (line.startsWith('|') ? cellsOf(line) : null));
  return rows.flatMap((row, index) => {
    const isHead = isRule(rows[index + 1] ?? null);
    return row === null || isHead || isRule(row) ? [] : [row];
  });
}

/** What stands in backquotes within a line. */
export function codeIn(text: string): readonly string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  return [...prose.matchAll(/`([^`\n]+)`/g)].flatMap((match) => match[1] ?? []);
}

function cellsOf(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function isRule(row: readonly string[] | null): boolean {
  return row?.every((cell) => /^:?-+:?$/.test(cell)) === true;
}
