import { expect, it } from 'vitest';
import { recordOf } from '../../../src/report/record.ts';
import { catalogueRecorder } from '../../../src/report/catalogue-record.ts';
import { failingRun, startedAt } from '../report/synthetic-run.ts';
import { codeIn, readPage, sectionOf, tableRows } from './markdown.ts';

const page = readPage('docs/report.md');
const record = recordOf(failingRun(), startedAt);

/** The JSON examples of the page. */
const [whole, oneCase] = [...page.matchAll(/^```json\n([\s\S]*?)^```/gm)].map(
  (match) => JSON.parse(match[1] ?? '') as object,
);

function firstCells(section: string): readonly string[] {
  return tableRows(section).flatMap(([cell]) => codeIn(cell ?? ''));
}

it('docs/report.md shows and explains every field of a record', () => {
  const fields = Object.keys(record ?? {});
  expect(fields.length).toBeGreaterThan(10);
  expect(Object.keys(whole ?? {}).toSorted()).toEqual(fields.toSorted());
  const explained = firstCells(sectionOf(page, '# report.json'));
  expect(fields.filter((field) => !explained.includes(field))).toEqual([]);
});

it('docs/report.md shows and explains every field of a case', () => {
  const fields = Object.keys(record?.checks[0] ?? {});
  expect(fields.length).toBeGreaterThan(5);
  expect(Object.keys(oneCase ?? {}).toSorted()).toEqual(fields.toSorted());
  expect(firstCells(sectionOf(page, '## A case')).toSorted()).toEqual(fields.toSorted());
});

it('docs/report.md shows and explains every field of a record of several runs', () => {
  const recorder = catalogueRecorder(startedAt);
  recorder.onEvent({ type: 'catalogue_started', labels: [], jobs: 1, shard: null });
  const end = { outcome: 'passed', durationMs: 1, problems: [] } as const;
  recorder.onEvent({ type: 'catalogue_finished', end });
  const fields = Object.keys(recorder.record() ?? {}).toSorted();
  expect(fields.length).toBeGreaterThan(5);
  const example = /^```json catalogue\n([\s\S]*?)^```/m.exec(page)?.[1] ?? '{}';
  expect(Object.keys(JSON.parse(example) as object).toSorted()).toEqual(fields);
  expect(firstCells(sectionOf(page, '## Several scenarios')).toSorted()).toEqual(fields);
});
