import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mappingsOfChecks, markedTables, withKeyTables } from './key-tables.ts';
import { readPage } from './markdown.ts';
import { projectDirectory } from './source-files.ts';

const page = 'docs/scenario-format.md';

test(`${page} has the keys of checks as the schemas have them`, () => {
  const wanted = withKeyTables(readPage(page));
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(join(projectDirectory, page), wanted);
  expect(readPage(page)).toBe(wanted);
});

test(`${page} has a table for every mapping of every kind of check`, () => {
  const marked = markedTables(readPage(page));
  expect(mappingsOfChecks().filter((path) => !marked.includes(path))).toEqual([]);
  expect(new Set(marked).size).toBe(marked.length);
});
