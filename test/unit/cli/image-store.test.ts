import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { imageSpec, listImages, removeImage } from '../../../src/cli/image-store.ts';
import { UsageError } from '../../../src/lib/errors.ts';
import { imageId } from '../../../src/providers/qemu/image-id.ts';
import { imagesDirectory } from '../../../src/providers/qemu/image.ts';

let cache = '';
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'wirelab-images-'));
  vi.stubEnv('XDG_CACHE_HOME', cache);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true });
});

it('lists what is built, and what is not', async () => {
  const [before] = listImages();
  expect(before).toEqual({
    ...{ name: 'debian-13', kind: 'built' },
    ...{ directory: null, sizeBytes: 0, kernel: null },
  });

  const directory = join(imagesDirectory(), imageId(imageSpec('debian-13')));
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'root.ext4'), Buffer.alloc(8192, 1));
  await writeFile(join(directory, 'kernel'), '6.12.1\n');
  const [after] = listImages();
  expect(after).toMatchObject({ name: 'debian-13', directory, kernel: '6.12.1' });
  expect(after?.sizeBytes).toBeGreaterThanOrEqual(8192);
});

it('removes an image in all its builds with the templates, and no other', async () => {
  const names = ['debian-13-0a1b2c3d4e5f', 'debian-13-ffffffffffff', 'debian-13-x-0a1b2c3d4e5f'];
  for (const name of names) await mkdir(join(imagesDirectory(), name), { recursive: true });
  await mkdir(join(cache, 'wirelab/templates/t1'), { recursive: true });

  expect(await removeImage(imageSpec('debian-13'))).toHaveLength(3);
  expect(await readdir(imagesDirectory())).toEqual(['debian-13-x-0a1b2c3d4e5f']);
  expect(await readdir(join(cache, 'wirelab'))).toEqual(['images']);
  expect(await removeImage(imageSpec('debian-13'))).toEqual([]);
});

it('knows only the images of the inventory', () => {
  expect(() => imageSpec('debian-1')).toThrow(
    new UsageError('There is no image `debian-1`: did you mean `debian-13`?'),
  );
});
