import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPage } from './markdown.ts';
import { projectDirectory } from './source-files.ts';

const named = [...readPage('docs/robustness.md').matchAll(/`([a-z/-]+\.test\.ts)`/g)].map(
  ([, name = '']) => name,
);

test('the tests that docs/robustness.md names are there', () => {
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !existsSync(join(projectDirectory, 'test', name)))).toEqual([]);
});
