import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheDirectory } from '../../src/lib/directories.ts';
import { inMounts } from './in-mounts.ts';
import { takeStock } from './leftovers.ts';
import { pair, reaches } from './scenario-text.ts';
import { privateHost, recordOf } from './wirelab.ts';

const readOnly = 'mount --bind "$1" "$1"; mount -o remount,bind,ro "$1"';

describe('a cache that cannot be written to', () => {
  let empty: string;
  beforeEach(() => {
    empty = mkdtempSync('/tmp/wl-empty-');
    mkdirSync(join(empty, 'wirelab'), { mode: 0o700 });
  });
  afterEach(() => {
    rmSync(empty, { recursive: true });
  });

  it('is told of, and serves nodes that are booted', async () => {
    const host = privateHost({}, inMounts(readOnly, cacheDirectory()));
    const stock = takeStock(host);
    const file = host.write('pair', pair(reaches));
    const restored = await host.run(['run', file, '--json']);
    expect(recordOf(restored).problems).toMatchObject([
      {
        message: expect.stringMatching(/memory cannot be opened for writing/) as string,
        remedy: expect.stringContaining('--no-template') as string,
      },
    ]);
    expect(restored.code).toBe(3);
    const booted = await host.run(['run', file, '--no-template', '--json']);
    expect(recordOf(booted)).toMatchObject({ outcome: 'passed', problems: [] });
    await stock.expectNothingLeft();
    host.remove();
  });

  it('ends the run with 3 and what to do, when something is missing', async () => {
    const host = privateHost({ XDG_CACHE_HOME: empty }, inMounts(readOnly, empty));
    const stock = takeStock(host);
    const ended = await host.run(['run', host.write('pair', pair(reaches)), '--json']);
    expect(recordOf(ended).problems).toMatchObject([
      {
        message: expect.stringMatching(/read-only file system.*wirelab\/images/) as string,
        remedy: expect.stringContaining('set XDG_CACHE_HOME') as string,
      },
    ]);
    expect(ended.code).toBe(3);
    await stock.expectNothingLeft();
    host.remove();
  });
});
