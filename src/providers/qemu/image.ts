/** Node images: made of the distribution's packages, cached, and never written to again. */
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageSpec } from '../../inventory/inventory.ts';
import { cacheDirectory } from '../../lib/directories.ts';
import { HarnessError } from '../../lib/errors.ts';
import { withLock } from '../../lib/lock.ts';
import type { StepContext } from '../provider.ts';
import { buildImage } from './build-image.ts';
import { imageId } from './image-id.ts';
import { demandFiles } from './intact.ts';
import { noteUse } from './last-use.ts';
import type { BootFiles } from './machine-arguments.ts';

export interface Image extends BootFiles {
  /** Name and content: `debian-13-0a1b2c3d4e5f`. */
  readonly id: string;
  readonly directory: string;
  /** Private key that opens every node of this image. */
  readonly keyFile: string;
  /** The nodes' host key: base64 of the public key blob. It differs from build to build. */
  readonly hostKey: string;
}

export function imagesDirectory(): string {
  return join(cacheDirectory(), 'images');
}

/** The image, built if it is not there yet. @throws HarnessError */
export async function ensureImage(spec: ImageSpec, context: StepContext): Promise<Image> {
  const id = imageId(spec);
  const directory = join(imagesDirectory(), id);
  if (!existsSync(directory)) {
    await mkdir(imagesDirectory(), { recursive: true });
    const onWait = (holder: string): void => {
      context.progress(`image ${spec.name}: waiting for ${holder}, which builds it`);
    };
    await withLock(`${directory}.lock`, { signal: context.signal, onWait }, async () => {
      if (!existsSync(directory)) await make(spec, directory, context);
    });
  }
  await noteUse(directory);
  return openImage(id, directory);
}

function make(spec: ImageSpec, directory: string, context: StepContext): Promise<void> {
  switch (spec.kind) {
    case 'built':
      return buildImage(spec, directory, context);
    case 'cloud':
      throw new HarnessError(`the image ${spec.name} is a cloud image, which cannot be booted yet`);
  }
}

async function openImage(id: string, directory: string): Promise<Image> {
  const files = {
    disk: join(directory, 'root.ext4'),
    kernel: join(directory, 'vmlinuz'),
    initrd: join(directory, 'initrd'),
    keyFile: join(directory, 'client_key'),
  };
  const publicKey = join(directory, 'host_key.pub');
  demandFiles('image', [publicKey, ...Object.values(files)]);
  const hostKey = (await readFile(publicKey, 'utf8')).split(' ')[1] ?? '';
  return { id, directory, ...files, hostKey };
}
