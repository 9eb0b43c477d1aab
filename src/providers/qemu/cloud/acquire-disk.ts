/** The disk of a cloud image, as a file of the cache that nobody changes. */
import { constants, existsSync, statSync } from 'node:fs';
import { copyFile, link, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CloudImageSpec } from '../../../inventory/inventory.ts';
import { cacheDirectory, entriesOf, makeDirectory } from '../../../lib/directories.ts';
import { whileSpaceLasts } from '../../../lib/disk-space.ts';
import { HarnessError } from '../../../lib/errors.ts';
import { withLock } from '../../../lib/lock.ts';
import { sha256Of } from '../../../lib/sha256.ts';
import type { StepContext } from '../../provider.ts';
import { isForgotten } from '../last-use.ts';
import { download } from './download.ts';
import { sizeOf } from './fetch-part.ts';

/** Downloaded disks by their checksums, and what has come of others so far. */
export function downloadsDirectory(): string {
  return join(cacheDirectory(), 'downloads');
}

/** Those that no image has in use, and were not touched for 30 days; and what was never completed. */
export function forgottenDownloads(): readonly string[] {
  return entriesOf(downloadsDirectory())
    .filter((name) => /^[0-9a-f]{64}(\.part(\.etag)?)?$/.test(name))
    .map((name) => join(downloadsDirectory(), name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.nlink === 1 && isForgotten(path));
}

/** Puts the disk to `target`, which is on the disk of the cache. @throws HarnessError */
export async function acquireDisk(
  { name, source }: CloudImageSpec,
  target: string,
  context: StepContext,
): Promise<void> {
  switch (source.kind) {
    case 'url':
      await link(await downloaded(name, source, context), target);
      return;
    case 'path':
      await copied(name, source, target, context);
  }
}

/** Where the download is once it is complete. */
export function downloadOf({ sha256 }: { readonly sha256: string }): string {
  return join(downloadsDirectory(), sha256);
}

async function downloaded(
  name: string,
  { url, sha256 }: { readonly url: string; readonly sha256: string },
  context: StepContext,
): Promise<string> {
  makeDirectory(downloadsDirectory());
  const file = downloadOf({ sha256 });
  const onWait = (holder: string): void => {
    context.progress(`image ${name}: waiting for ${holder}, which downloads it`);
  };
  await withLock(`${file}.lock`, { signal: context.signal, onWait, timeoutMs }, async () => {
    if (existsSync(file) && (await sha256Of(file, context.signal)) !== sha256) await rm(file);
    if (existsSync(file)) return;
    await download({ what: `image ${name}`, url, sha256, file }, context);
  });
  return file;
}

const timeoutMs = 3_600_000;

async function copied(
  name: string,
  { path, sha256 }: { readonly path: string; readonly sha256: string | null },
  target: string,
  context: StepContext,
): Promise<void> {
  if (!existsSync(path)) {
    throw new HarnessError(`image ${name}: there is no ${path}`, {
      remedy: 'put the disk there, or correct `path` in images.yaml',
    });
  }
  context.progress(`image ${name}: copying ${path}`);
  await whileSpaceLasts(dirname(target), sizeOf(path), () =>
    copyFile(path, target, constants.COPYFILE_FICLONE),
  );
  if (sha256 === null) return;
  const found = await sha256Of(target, context.signal);
  if (found === sha256) return;
  throw new HarnessError(
    `image ${name}: ${path} has another checksum: expected sha256 ${sha256}, found ${found}`,
    { remedy: 'fetch the disk again, or write the checksum that was found into images.yaml' },
  );
}
