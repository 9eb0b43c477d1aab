import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HarnessError } from '../../../../src/lib/errors.ts';
import { blame, demandIntact, recordFiles } from '../../../../src/providers/qemu/intact.ts';

let cache = '';
let directory = '';
beforeEach(async () => {
  cache = mkdtempSync(join(tmpdir(), 'wirelab-intact-'));
  directory = join(cache, 'debian-13-0a1b2c3d4e5f');
  mkdirSync(directory);
  writeFileSync(at('memory'), 'memory of a machine');
  writeFileSync(at('state'), 'state of its devices');
  await recordFiles(made());
});
afterEach(() => {
  rmSync(cache, { recursive: true });
});

const at = (name: string): string => join(directory, name);
const made = () => ({ what: 'template', directory, files: ['memory', 'state'] }) as const;
const { signal } = new AbortController();

async function damage(): Promise<HarnessError> {
  const error: unknown = await demandIntact(made(), signal).catch((reason: unknown) => reason);
  if (!(error instanceof HarnessError)) throw new Error('nothing was found');
  return error;
}

test('what is as it was made is left alone', async () => {
  await demandIntact(made(), signal);
  expect(await blame(made(), signal)).toBeNull();
  expect(existsSync(at('memory'))).toBe(true);
});

test.each([
  [
    'is cut short',
    () => {
      writeFileSync(at('memory'), 'memory');
    },
    'memory has 6 bytes instead of 19',
  ],
  [
    'is gone',
    () => {
      rmSync(at('state'));
    },
    'it has no state',
  ],
  [
    'is empty',
    () => {
      writeFileSync(at('state'), '');
    },
    'it has no state',
  ],
  [
    'holds something else',
    () => {
      writeFileSync(at('state'), 'state of its DEVICES');
    },
    'state is not what was once written',
  ],
  [
    'has a record that ends early',
    () => {
      writeFileSync(at('files.json'), '{ "mem');
    },
    'its files.json is no record',
  ],
  [
    'has a record of nothing',
    () => {
      writeFileSync(at('files.json'), '7');
    },
    'its files.json is no record',
  ],
])('one that %s is told, and removed for the next run', async (_, harm, told) => {
  // The time of a file says that it was changed; it may be the same within one tick of the clock.
  utimesSync(at('state'), 1, 1);
  await demandIntact(made(), signal);
  harm();
  const { message, remedy } = await damage();
  expect(message).toBe(`the template in ${directory} is damaged: ${told}`);
  expect(remedy).toBe(`it was removed; run again, and debian-13-0a1b2c3d4e5f is made anew`);
  expect(existsSync(directory)).toBe(false);
});

test('bytes that turned without a trace are found once something has failed', async () => {
  utimesSync(at('memory'), 5, 5);
  await demandIntact(made(), signal);
  writeFileSync(at('memory'), 'MEMORY of a machine');
  utimesSync(at('memory'), 5, 5);
  await demandIntact(made(), signal);
  expect((await blame(made(), signal))?.message).toContain('memory is not what was once written');
  expect(existsSync(directory)).toBe(false);
});

test('a copy with other times is read once', async () => {
  utimesSync(at('memory'), 5, 5);
  await demandIntact(made(), signal);
  expect(readFileSync(at('files.json'), 'utf8')).toContain('"mtimeMs": 5000');
});

test('one of an earlier wirelab is given a record', async () => {
  rmSync(at('files.json'));
  await demandIntact(made(), signal);
  writeFileSync(at('memory'), 'other');
  expect((await damage()).message).toContain('memory has 5 bytes instead of 19');
});
