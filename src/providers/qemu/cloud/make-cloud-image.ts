/** Makes a cloud image ready to boot: its disk, and what cloud-init is told. */
import { readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CloudImageSpec } from '../../../inventory/inventory.ts';
import { whileSpaceLasts } from '../../../lib/disk-space.ts';
import { HarnessError } from '../../../lib/errors.ts';
import { hostCommand } from '../../../lib/host-command.ts';
import { makeWorkDirectory } from '../../../lib/work-directories.ts';
import type { StepContext } from '../../provider.ts';
import { buildPrefix } from '../build-image.ts';
import { recordFiles } from '../intact.ts';
import type { DiskBoot } from '../machine-arguments.ts';
import { keyNames, makeKeys } from '../make-keys.ts';
import { acquireDisk } from './acquire-disk.ts';
import { diskFormat } from './disk-format.ts';
import { seedFiles } from './seed-files.ts';

/** What a node of such an image needs. */
export const cloudFiles = ['disk', 'seed.iso'];

/** The seed, and little else: the disk says itself how large it is. */
const spaceBytes = 4 * 1024 * 1024;

/** Made in a directory beside the target, which takes its place when it is complete. */
export async function makeCloudImage(
  spec: CloudImageSpec,
  directory: string,
  context: StepContext,
): Promise<void> {
  const work = await makeWorkDirectory(dirname(directory), buildPrefix);
  try {
    await acquireDisk(spec, join(work, 'disk'), context);
    await whyNotBooted(spec, () => diskFormat(join(work, 'disk')));
    await whileSpaceLasts(work, spaceBytes, async () => {
      await makeKeys(work, context.signal);
      await makeSeed(work, context.signal);
      await writeFile(join(work, 'image.json'), `${JSON.stringify(spec, null, 2)}\n`);
      await recordFiles({ directory: work, files: [...cloudFiles, ...keyNames] });
    });
    await rename(work, directory);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function whyNotBooted(
  { name, source }: CloudImageSpec,
  look: () => Promise<unknown>,
): Promise<void> {
  try {
    await look();
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    const place = source.kind === 'url' ? source.url : source.path;
    throw new HarnessError(`image ${name}: ${place}: ${error.message}`, {
      ...(error.remedy === null ? {} : { remedy: error.remedy }),
      cause: error,
    });
  }
}

async function makeSeed(work: string, signal: AbortSignal): Promise<void> {
  const read = (name: string): string => readFileSync(join(work, name), 'utf8');
  const keys = {
    hostKey: read('host_key'),
    hostKeyPublic: read('host_key.pub'),
    clientKeyPublic: read('client_key.pub'),
  };
  const tree = join(work, 'seed');
  await mkdir(tree, { mode: 0o700 });
  for (const [name, text] of seedFiles('wirelab', keys)) await writeFile(join(tree, name), text);
  const seed = join(work, 'seed.iso');
  const form = ['-volid', 'CIDATA', '-joliet', '-rock'];
  await hostCommand(['xorriso', '-as', 'mkisofs', '-quiet', ...form, '-output', seed, tree], {
    signal,
  });
  await rm(tree, { recursive: true });
}

/** How a node of the image in this directory boots. */
export async function cloudBoot(directory: string): Promise<DiskBoot> {
  const disk = join(directory, 'disk');
  const seed = join(directory, 'seed.iso');
  return { kind: 'disk', disk, format: await diskFormat(disk), seed, writes: 'dropped' };
}
