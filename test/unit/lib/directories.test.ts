import {
  chmodSync,
  chownSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cacheDirectory, entriesOf, runtimeDirectory } from '../../../src/lib/directories.ts';
import { HarnessError } from '../../../src/lib/errors.ts';

let base = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'directories-'));
  vi.stubEnv('XDG_CACHE_HOME', join(base, 'cache'));
  vi.stubEnv('XDG_RUNTIME_DIR', join(base, 'run'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(base, { recursive: true });
});

test('they are made below the XDG directories, for their owner alone', () => {
  expect(cacheDirectory()).toBe(join(base, 'cache', 'wirelab'));
  expect(runtimeDirectory()).toBe(join(base, 'run', 'wirelab'));
  expect(statSync(cacheDirectory()).mode & 0o777).toBe(0o700);
});

test.each(['', 'relative/cache'])('XDG_CACHE_HOME=%j is ignored', (value) => {
  vi.stubEnv('XDG_CACHE_HOME', value);
  vi.stubEnv('HOME', base);
  expect(homedir()).toBe(base);
  expect(cacheDirectory()).toBe(join(base, '.cache', 'wirelab'));
});

test('a directory that others can write to is refused, with what to do', () => {
  const directory = runtimeDirectory();
  chmodSync(directory, 0o777);
  expect(runtimeDirectory).toThrow(HarnessError);
  expect(runtimeDirectory).toThrow(`others can write to ${directory}`);
});

const isRoot = process.getuid?.() === 0;
/** Nobody, who owns nothing of ours. */
const stranger = 65_534;

test.runIf(isRoot)('a directory of somebody else is refused, also for the cache', () => {
  const directory = cacheDirectory();
  chownSync(directory, stranger, stranger);
  expect(cacheDirectory).toThrow(`others can write to ${directory}`);
});

test.runIf(isRoot)('a link that somebody else has laid is refused, wherever it leads', () => {
  mkdirSync(join(base, 'mine'), { mode: 0o700 });
  mkdirSync(join(base, 'run'));
  symlinkSync(join(base, 'mine'), join(base, 'run', 'wirelab'));
  lchownSync(join(base, 'run', 'wirelab'), stranger, stranger);
  expect(runtimeDirectory).toThrow('others can write to');
});

test('a link that leads to a place that others can write to is refused', () => {
  mkdirSync(join(base, 'open'));
  chmodSync(join(base, 'open'), 0o777);
  mkdirSync(join(base, 'cache'));
  symlinkSync(join(base, 'open'), join(base, 'cache', 'wirelab'));
  expect(cacheDirectory).toThrow('others can write to');
});

test('a link that leads nowhere is an error for people', () => {
  mkdirSync(join(base, 'cache'));
  symlinkSync(join(base, 'nowhere'), join(base, 'cache', 'wirelab'));
  expect(cacheDirectory).toThrow(HarnessError);
});

test('a link to a directory of the same user is followed', () => {
  mkdirSync(join(base, 'elsewhere'), { mode: 0o700 });
  mkdirSync(join(base, 'cache'));
  symlinkSync(join(base, 'elsewhere'), join(base, 'cache', 'wirelab'));
  expect(cacheDirectory()).toBe(join(base, 'cache', 'wirelab'));
});

test('a file in its place is an error for people', () => {
  writeFileSync(join(base, 'cache'), '');
  expect(cacheDirectory).toThrow(HarnessError);
  expect(cacheDirectory).toThrow('cannot make the directory');
});

test('a directory that is not there has no entries', () => {
  expect(entriesOf(join(base, 'nowhere'))).toEqual([]);
  writeFileSync(join(base, 'file'), '');
  expect(entriesOf(base)).toEqual(['file']);
});
