import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheDirectory } from '../../src/lib/directories.ts';
import { takeStock } from './leftovers.ts';
import { pair, reaches } from './scenario-text.ts';
import { type PrivateHost, privateHost } from './wirelab.ts';

describe('a cache with the images, and without templates', () => {
  let caches = '';
  let host: PrivateHost;
  beforeEach(() => {
    caches = mkdtempSync(join(tmpdir(), 'wirelab-cache-'));
    mkdirSync(join(caches, 'wirelab'), { mode: 0o700 });
    symlinkSync(join(cacheDirectory(), 'images'), join(caches, 'wirelab', 'images'));
    host = privateHost({ XDG_CACHE_HOME: caches });
  });
  afterEach(async () => {
    await host.run(['clean', '--all']);
    host.remove();
    rmSync(caches, { recursive: true });
  });

  it.each([
    ['SIGKILL', null],
    ['SIGINT', 130],
  ] as const)('is tidy after %s while a template is made', async (signal, expected) => {
    const stock = takeStock(host, join(caches, 'wirelab'));
    const run = host.start(['run', host.write('pair', pair(reaches)), '--accel', 'tcg']);
    await run.said('template: booting a node');
    await expect.poll(stock.leftovers).toContainEqual(expect.stringContaining('qemu-system'));
    run.kill(signal);
    expect((await run.ended).code).toBe(expected);
    if (signal === 'SIGKILL') expect((await host.run(['clean'])).code).toBe(0);
    await stock.expectNothingLeft();
  });

  it('gets its templates from one of two runs, the other waits, and a dead third one hinders none', async () => {
    const stock = takeStock(host, join(caches, 'wirelab'));
    const file = host.write('pair', pair(reaches));
    const start = () => host.start(['run', file, '--accel', 'tcg']);
    const dead = start();
    await dead.said('template: booting a node');
    dead.kill('SIGKILL');
    await dead.ended;
    expect(readdirSync(join(caches, 'wirelab', 'templates'))).toHaveLength(3);
    const ends = await Promise.all([start().ended, start().ended]);
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    const said = ends.map(({ stderr }) => stderr);
    expect(said.filter((text) => text.includes('waiting for process'))).toHaveLength(1);
    expect(said.filter((text) => text.includes('template: booting a node'))).toHaveLength(1);
    expect(readdirSync(join(caches, 'wirelab', 'templates'))).toHaveLength(2);
    await stock.expectNothingLeft();
  });
});
