/** Rules about the shape of files: names, exports, lengths. */
import { basename } from 'node:path';
import ts from 'typescript';
import { importsOf, parse } from './imports.ts';
import type { SourceFile } from './source-files.ts';

const maxLines = 400;
const maxMedianLines = 100;

/** Names that say nothing about the job of a file. */
const vagueNames = ['utils', 'util', 'helpers', 'misc', 'common', 'index'];

export function nameProblems(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap(({ path }) => {
    const name = basename(path).replace(/(\.test)?\.ts$/, '');
    if (vagueNames.includes(name)) return [`${path}: name the file after its one job`];
    if (!/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(name)) return [`${path}: file names are kebab-case`];
    return [];
  });
}

export function exportProblems(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => [
    ...importsOf(file)
      .filter(({ reExport }) => reExport)
      .map(({ specifier }) => `${file.path} re-exports ${specifier}: import from the file itself`),
    ...(hasDefaultExport(parse(file)) ? [`${file.path}: no default exports`] : []),
  ]);
}

function hasDefaultExport(file: ts.SourceFile): boolean {
  return file.statements.some(
    (statement) =>
      ts.isExportAssignment(statement) ||
      (ts.canHaveModifiers(statement) &&
        ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) ===
        true,
  );
}

export function lengthProblems(files: readonly SourceFile[]): readonly string[] {
  const lengths = files.map(({ path, text }) => ({
    path,
    lines: text.trimEnd().split('\n').length,
  }));
  const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return [
    ...lengths
      .filter(({ lines }) => lines > maxLines)
      .map(({ path, lines }) => `${path}: ${lines} lines, at most ${maxLines}`),
    ...(median >= maxMedianLines
      ? [
          `half of the files have ${median} lines or more, the median must be under ${maxMedianLines}`,
        ]
      : []),
  ];
}
