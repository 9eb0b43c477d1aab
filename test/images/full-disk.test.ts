/** A cache on a disk that is full: a small tmpfs in a mount namespace of the test. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asRoot, joinAsRoot } from '../../src/lib/user-namespace.ts';
import { imageServer } from '../unit/providers/qemu/cloud/image-server.ts';
import { pair, reaches } from '../vm/scenario-text.ts';
import { type PrivateHost, privateHost, recordOf } from '../vm/wirelab.ts';
import { inventoryWith } from './inventory.ts';
import { privateCache } from './private-cache.ts';

describe('a full disk', () => {
  let directory: string;
  let cache: string;
  let holder: ChildProcess;
  let inside: readonly string[];
  beforeEach(async () => {
    directory = mkdtempSync('/tmp/wl-full-');
    cache = join(directory, 'cache');
    mkdirSync(cache);
    const script =
      'mount -t tmpfs -o size=8m,mode=700 tmpfs "$0" && echo ready && exec sleep infinity';
    holder = spawn('unshare', [...asRoot, '--mount', '--', 'sh', '-c', script, cache], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve, reject) => {
      holder.stdout?.once('data', resolve);
      holder.once('exit', reject);
    });
    inside = ['nsenter', '--target', String(holder.pid), ...joinAsRoot, '--mount', '--'];
  });
  afterEach(() => {
    holder.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  });

  const there = (...argv: readonly string[]): string => {
    const [command = '', ...words] = [...inside, ...argv];
    return execFileSync(command, words, { encoding: 'utf8' });
  };
  const resize = (mebibytes: number): void => {
    there('mount', '-o', `remount,size=${mebibytes}m`, cache);
  };

  async function using(env: NodeJS.ProcessEnv, use: (host: PrivateHost) => Promise<void>) {
    const host = privateHost(env, inside);
    try {
      await use(host);
    } finally {
      await host.run(['clean', '--all']);
      host.remove();
    }
  }

  /** Copies the image into the small cache, and says how large that is then, in MiB. */
  function fill(): number {
    resize(4096);
    const copy = join(directory, 'copy');
    privateCache(copy, 'debian-13-');
    there('cp', '-a', '--sparse=always', join(copy, 'wirelab'), cache);
    rmSync(copy, { recursive: true });
    return Number(there('du', '-sm', cache).split('\t')[0]);
  }

  const leftIn = (part: string): readonly string[] =>
    there('ls', '-A', join(cache, 'wirelab', part))
      .split('\n')
      .filter((name) => name !== '');

  it('ends the build of an image with a reason, and leaves nothing', async () => {
    resize(100);
    await using({ XDG_CACHE_HOME: cache }, async (host) => {
      const { code, stderr } = await host.run(['image', 'build', 'debian-13']);
      expect(stderr).toMatch(/no space left on the disk of .*: 1536 MiB are needed/);
      expect(code).toBe(3);
      expect(leftIn('images')).toEqual([]);
    });
  });

  it.each([
    ['says how large it is', {}],
    ['does not say how large it is', { unsized: true }],
  ])('ends a download that %s, and the next run recovers', async (_, behaviour) => {
    const disk = randomBytes(20_000_000);
    disk.writeUInt16BE(0x55aa, 510);
    const sha256 = createHash('sha256').update(disk).digest('hex');
    const server = await imageServer();
    server.serve(disk);
    server.behave(behaviour);
    const images = [`big: { cloud: { url: '${server.url}', sha256: ${sha256} } }`];
    const inventory = inventoryWith(join(directory, 'inventory'), { images, kinds: [] });
    await using({ XDG_CACHE_HOME: cache, WIRELAB_INVENTORY: inventory }, async (host) => {
      const { code, stderr } = await host.run(['image', 'build', 'big']);
      expect(stderr).toMatch(/no space left on the disk of \S+: \d+ MiB are needed/);
      expect(code).toBe(3);
      expect(leftIn('downloads').filter((name) => name.endsWith('.part'))).toEqual([]);
      resize(64);
      expect(await host.run(['image', 'build', 'big'])).toMatchObject({ code: 0 });
    });
    await server.close();
  });

  it('ends the making of a template with a reason, and the next run recovers', async () => {
    resize(fill() + 60);
    await using({ XDG_CACHE_HOME: cache }, async (host) => {
      const file = host.write('pair', pair(reaches));
      const ended = await host.run(['run', file, '--json']);
      const { problems } = recordOf(ended);
      expect(problems).toMatchObject([
        {
          message: expect.stringMatching(
            /^no space left on the disk of .*: 264 MiB are needed$/,
          ) as string,
          remedy: expect.stringContaining('make room') as string,
        },
      ]);
      expect(ended.code).toBe(3);
      expect(leftIn('templates')).toEqual([]);
      resize(2048);
      expect(recordOf(await host.run(['run', file, '--json']))).toMatchObject({
        outcome: 'passed',
      });
    });
  });
});
