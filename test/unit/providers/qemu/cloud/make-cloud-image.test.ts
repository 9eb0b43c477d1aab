import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CloudImageSpec, CloudSource } from '../../../../../src/inventory/inventory.ts';
import { HarnessError } from '../../../../../src/lib/errors.ts';
import {
  ensureImage,
  type Image,
  imagesDirectory,
} from '../../../../../src/providers/qemu/image.ts';
import { downloadsDirectory } from '../../../../../src/providers/qemu/cloud/acquire-disk.ts';
import { type ImageServer, imageServer } from './image-server.ts';

/** What wirelab takes for a raw disk. */
const disk = Buffer.alloc(1_000_000, 7);
disk.writeUInt16BE(0x55aa, 510);
const sha256 = createHash('sha256').update(disk).digest('hex');

let directory = '';
let server: ImageServer;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'wirelab-cloud-'));
  vi.stubEnv('XDG_CACHE_HOME', directory);
  server = await imageServer();
  server.serve(disk);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
  rmSync(directory, { recursive: true });
});

const context = { signal: new AbortController().signal, progress: () => undefined };
const local = (): string => join(directory, 'disk.raw');

function ensure(source: CloudSource, name = 'cloud'): Promise<Image> {
  const spec: CloudImageSpec = { kind: 'cloud', name, source };
  return ensureImage(spec, context);
}

async function failureOf(work: Promise<unknown>): Promise<HarnessError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof HarnessError)) throw new Error(`expected a failure: ${String(error)}`);
  return error;
}

test('an image by URL is downloaded once, for all images of this checksum', async () => {
  const source = { kind: 'url', url: server.url, sha256 } as const;
  const one = await ensure(source, 'one');
  const two = await ensure(source, 'two');
  expect(server.asked).toEqual(['all']);
  for (const { boot, directory: place } of [one, two]) {
    expect(boot).toEqual({
      ...{ kind: 'disk', disk: join(place, 'disk'), format: 'raw' },
      ...{ seed: join(place, 'seed.iso'), writes: 'dropped' },
    });
    expect(readFileSync(boot.disk).equals(disk)).toBe(true);
  }
  expect(one.hostKey).not.toBe(two.hostKey);
  expect(readdirSync(downloadsDirectory())).toEqual([sha256]);
});

test('the seed has our keys, and is found by its label', async () => {
  const { boot, directory: place } = await ensure({ kind: 'url', url: server.url, sha256 });
  if (boot.kind !== 'disk') throw new Error('it has no seed');
  const read = (file: string): string =>
    execFileSync(
      'xorriso',
      [
        '-osirrox',
        'on:auto_chmod_off',
        '-indev',
        boot.seed,
        '-concat',
        'append',
        '-',
        `/${file}`,
        '--',
      ],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
  // The volume identifier of the primary volume descriptor (ISO 9660).
  const label = readFileSync(boot.seed).subarray(32_808, 32_840).toString('latin1').trim();
  expect(label).toBe('CIDATA');
  const user = read('user-data');
  expect(user).toMatch(/^#cloud-config\n/);
  const said = JSON.parse(user.replace('#cloud-config\n', '')) as Record<string, unknown>;
  expect(said).toMatchObject({
    ssh_keys: {
      ed25519_private: readFileSync(join(place, 'host_key'), 'utf8'),
      ed25519_public: readFileSync(join(place, 'host_key.pub'), 'utf8'),
    },
    ssh_authorized_keys: [readFileSync(join(place, 'client_key.pub'), 'utf8').trim()],
    runcmd: [['/usr/local/sbin/wirelab-ready']],
  });
  expect(JSON.parse(read('meta-data'))).toHaveProperty('instance-id');
  expect(JSON.parse(read('network-config'))).toMatchObject({ version: 2 });
});

test('what it runs in the machine is a shell script', async () => {
  const { directory: place } = await ensure({ kind: 'url', url: server.url, sha256 });
  const { seedFiles } = await import('../../../../../src/providers/qemu/cloud/seed-files.ts');
  const keys = { hostKey: '', hostKeyPublic: '', clientKeyPublic: '' };
  const user = seedFiles('id', keys).get('user-data') ?? '';
  const { write_files: files } = JSON.parse(user.replace('#cloud-config\n', '')) as {
    readonly write_files: readonly { readonly path: string; readonly content: string }[];
  };
  const script = files.find(({ path }) => path.endsWith('wirelab-ready'))?.content ?? '';
  const file = join(place, 'script');
  writeFileSync(file, script);
  expect(execFileSync('sh', ['-n', file], { encoding: 'utf8' })).toBe('');
  expect(script).toContain('0000:00:08.0');
});

test('an image by path is copied, so that nobody changes it under a template', async () => {
  writeFileSync(local(), disk);
  const before = await ensure({ kind: 'path', path: local(), sha256: null });
  writeFileSync(local(), Buffer.concat([disk, disk]));
  expect(readFileSync(before.boot.disk).equals(disk)).toBe(true);
  const after = await ensure({ kind: 'path', path: local(), sha256: null });
  expect(after.id).not.toBe(before.id);
});

test('a path with a checksum is held to it, and recovers when the file is right', async () => {
  writeFileSync(local(), Buffer.concat([disk, disk]));
  const source = { kind: 'path', path: local(), sha256 } as const;
  const { message, remedy } = await failureOf(ensure(source));
  expect(message).toContain(`has another checksum: expected sha256 ${sha256}, found `);
  expect(remedy).toContain('images.yaml');
  expect(readdirSync(imagesDirectory())).toEqual([]);
  writeFileSync(local(), disk);
  expect((await ensure(source)).boot.kind).toBe('disk');
});

test('a file that is not there, or no disk, is told so', async () => {
  const source = { kind: 'path', path: local(), sha256: null } as const;
  expect((await failureOf(ensure(source))).message).toBe(`image cloud: there is no ${local()}`);
  writeFileSync(local(), 'no disk');
  expect((await failureOf(ensure(source))).message).toBe(
    `image cloud: ${local()}: the file is no disk that a machine boots: it is no qcow2, and it has no boot sector`,
  );
  expect(readdirSync(imagesDirectory())).toEqual([]);
});

test('a download that was changed afterwards is fetched again', async () => {
  const source = { kind: 'url', url: server.url, sha256 } as const;
  await ensure(source, 'one');
  rmSync(imagesDirectory(), { recursive: true });
  writeFileSync(join(downloadsDirectory(), sha256), 'rotten');
  const { boot } = await ensure(source, 'two');
  expect(readFileSync(boot.disk).equals(disk)).toBe(true);
  expect(server.asked).toEqual(['all', 'all']);
});

test('a wrong download leaves nothing that would count', async () => {
  server.serve(Buffer.from('an error page'));
  await failureOf(ensure({ kind: 'url', url: server.url, sha256 }));
  expect(readdirSync(downloadsDirectory())).toEqual([]);
  expect(existsSync(join(imagesDirectory()))).toBe(true);
  expect(readdirSync(imagesDirectory())).toEqual([]);
});
