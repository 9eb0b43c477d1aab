import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { abandonedWork, makeWorkDirectory } from '../../../src/lib/work-directories.ts';

let parent = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'work-'));
});
afterEach(() => {
  rmSync(parent, { recursive: true });
});

test('its name tells its maker, without a colon, and nobody else may enter', async () => {
  const directory = await makeWorkDirectory(join(parent, 'new'), '.making-');
  expect(basename(directory)).toMatch(new RegExp(`^\\.making-${process.pid}-\\d+-\\w{6}$`));
  expect(statSync(directory).mode & 0o777).toBe(0o700);
});

test('only directories of dead makers are abandoned', async () => {
  await makeWorkDirectory(parent, '.making-');
  for (const name of ['.making-4194305-1-abcdef', '.other-4194305-1-abcdef', '.making-by-hand']) {
    mkdirSync(join(parent, name));
  }
  expect(abandonedWork(parent, '.making-')).toEqual([join(parent, '.making-4194305-1-abcdef')]);
});

test('nothing is abandoned where nothing is', () => {
  expect(abandonedWork(join(parent, 'nowhere'), '.making-')).toEqual([]);
});
