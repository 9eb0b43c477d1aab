import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ownIdentity } from '../../../../src/lib/process-identity.ts';
import { makeWorkDirectory } from '../../../../src/lib/work-directories.ts';
import { sweepHost } from '../../../../src/providers/qemu/sweep.ts';

const dead = '4194305-1-abcdef';

let base = '';
let images = '';
let templates = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'sweep-'));
  vi.stubEnv('XDG_CACHE_HOME', join(base, 'cache'));
  vi.stubEnv('TMPDIR', join(base, 'tmp'));
  images = join(base, 'cache/wirelab/images');
  templates = join(base, 'cache/wirelab/templates');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(base, { recursive: true });
});

function make(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    writeFileSync(join(path, 'file'), '');
  }
}

test('an empty cache has nothing to sweep', async () => {
  expect(await sweepHost({ forgotten: true })).toEqual({ removed: [], left: [] });
});

test('work and locks of the dead go; all that lives or is complete stays', async () => {
  const gone = [
    join(images, `.building-${dead}`),
    join(templates, `.making-${dead}`),
    join(base, `tmp/wirelab-probe-${dead}`),
  ];
  make(...gone, join(images, 'debian-13-0123456789ab'), join(base, 'tmp/of-somebody'));
  const living = await makeWorkDirectory(images, '.building-');
  symlinkSync('4194305:1', join(images, 'debian-13-a.lock'));
  symlinkSync('4194305:1', join(templates, 'one.lock.takeover'));
  symlinkSync(ownIdentity, join(templates, 'two.lock'));
  expect(await sweepHost({ forgotten: true })).toEqual({
    removed: [...gone, join(images, 'debian-13-a.lock'), join(templates, 'one.lock.takeover')],
    left: [],
  });
  expect(existsSync(living)).toBe(true);
  expect(readdirSync(images)).toContain('debian-13-0123456789ab');
  expect(readdirSync(templates)).toEqual(['two.lock']);
  expect(readdirSync(join(base, 'tmp'))).toEqual(['of-somebody']);
});

test('what nobody used for a month goes', async () => {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  const old = join(templates, 'debian-13-0123456789ab-tcg-256m-1nics-01234567');
  const recent = join(templates, 'debian-13-0123456789ab-tcg-256m-2nics-89abcdef');
  const foreign = join(templates, 'my-notes');
  make(old, recent, foreign);
  utimesSync(old, daysAgo(31), daysAgo(31));
  utimesSync(recent, daysAgo(29), daysAgo(29));
  utimesSync(foreign, daysAgo(400), daysAgo(400));
  expect(await sweepHost({ forgotten: true })).toEqual({ removed: [old], left: [] });
  expect(readdirSync(templates).sort()).toEqual(
    [recent, foreign].map((path) => path.slice(templates.length + 1)),
  );
});
