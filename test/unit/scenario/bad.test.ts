import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { loadScenario } from '../../../src/scenario/load.ts';
import { renderProblems } from '../../../src/scenario/render.ts';

const directory = join(import.meta.dirname, 'bad');
const files = readdirSync(directory).filter((name) => name.endsWith('.yaml'));
const inventory = { kinds: new Map([['default', null]]) };

function rendered(file: string): string {
  const result = loadScenario(join(directory, file), inventory);
  if (result.ok) return 'no problems\n';
  const problems = result.problems.map((problem) => ({ ...problem, file: basename(problem.file) }));
  return `${renderProblems(problems)}\n`;
}

test.each(files)('%s is answered with its golden message', (file) => {
  const goldenFile = join(directory, file.replace(/\.yaml$/, '.txt'));
  const message = rendered(file);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(goldenFile, message);
  expect(message).toBe(readFileSync(goldenFile, 'utf8'));
});

test('every bad file has problems', () => {
  expect(files.filter((file) => rendered(file) === 'no problems\n')).toEqual([]);
});
