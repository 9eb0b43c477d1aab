import { expect, it } from 'vitest';
import { parseReport } from '../../../src/cli/report-flag.ts';

it('takes a format and a file, whose name may hold an equals sign', () => {
  expect(parseReport('json=a=b.json')).toEqual({ format: 'json', file: 'a=b.json' });
});

it.each([
  ['jsn=r', 'There is no report format `jsn`; the known ones: json, junit, markdown, html.'],
  ['r.json', 'There is no report format `r.json`; the known ones: json, junit, markdown, html.'],
  ['json', 'Name the file: `json=report.json`.'],
  ['json=', 'Name the file: `json=report.json`.'],
])('refuses %s', (text, message) => {
  expect(() => parseReport(text)).toThrow(message);
});
