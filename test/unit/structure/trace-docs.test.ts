import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { codeIn, readPage, sectionOf, tableRows } from './markdown.ts';

const page = readPage('docs/trace.md');

it('docs/trace.md explains every cause', () => {
  const source = readFileSync(
    new URL('../../../src/explain/trace-record.ts', import.meta.url),
    'utf8',
  );
  const union = /export type CauseCode =([^;]+);/.exec(source)?.[1] ?? '';
  const codes = [...union.matchAll(/'(\w+)'/g)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(15);
  const explained = tableRows(sectionOf(page, '## Causes')).flatMap(([cell]) => codeIn(cell ?? ''));
  expect(explained.toSorted()).toEqual(codes.toSorted());
});

it('docs/trace.md shows a trace as it is printed', () => {
  const golden = new URL('../report/golden/trace-vni.txt', import.meta.url);
  expect(page).toContain(readFileSync(golden, 'utf8').trim());
});
