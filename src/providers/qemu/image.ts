/** Node images: made of the distribution's packages, cached, and never written to again. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageSpec } from '../../inventory/inventory.ts';
import { cacheDirectory, makeDirectory } from '../../lib/directories.ts';
import { withLock } from '../../lib/lock.ts';
import type { StepContext } from '../provider.ts';
import { buildImage, builtBoot, builtFiles } from './build-image.ts';
import { cloudBoot, cloudFiles, makeCloudImage } from './cloud/make-cloud-image.ts';
import { imageId } from './image-id.ts';
import { demandIntact, type Made } from './intact.ts';
import { noteUse } from './last-use.ts';
import { keyNames } from './make-keys.ts';
import type { Boot } from './machine-arguments.ts';

export interface Image {
  /** Name and content: `debian-13-0a1b2c3d4e5f`. */
  readonly id: string;
  readonly kind: ImageSpec['kind'];
  readonly directory: string;
  readonly boot: Boot;
  /** Private key that opens every node of this image. */
  readonly keyFile: string;
  /** The nodes' host key: base64 of the public key blob. It differs from build to build. */
  readonly hostKey: string;
}

/** Emulated. A cloud image has much to do on its first boot. */
export const bootDeadlinesMs: Readonly<Record<Image['kind'], number>> = {
  built: 240_000,
  cloud: 900_000,
};

export function imagesDirectory(): string {
  return join(cacheDirectory(), 'images');
}

/** The image, built if it is not there yet. @throws HarnessError */
export async function ensureImage(spec: ImageSpec, context: StepContext): Promise<Image> {
  const id = imageId(spec);
  const directory = join(imagesDirectory(), id);
  if (!existsSync(directory)) {
    makeDirectory(imagesDirectory());
    const onWait = (holder: string): void => {
      context.progress(`image ${spec.name}: waiting for ${holder}, which builds it`);
    };
    await withLock(`${directory}.lock`, { signal: context.signal, onWait }, async () => {
      if (!existsSync(directory)) await make(spec, directory, context);
    });
  }
  await noteUse(directory);
  await demandIntact(madeImage(spec, directory), context.signal);
  return openImage(spec.kind, id, directory);
}

function make(spec: ImageSpec, directory: string, context: StepContext): Promise<void> {
  switch (spec.kind) {
    case 'built':
      return buildImage(spec, directory, context);
    case 'cloud':
      return makeCloudImage(spec, directory, context);
  }
}

export function madeImage({ kind }: Pick<ImageSpec, 'kind'>, directory: string): Made {
  const files = kind === 'built' ? builtFiles : cloudFiles;
  return { what: 'image', directory, files: [...files, ...keyNames] };
}

async function openImage(kind: ImageSpec['kind'], id: string, directory: string): Promise<Image> {
  const boot = kind === 'built' ? builtBoot(directory) : await cloudBoot(directory);
  const publicKey = await readFile(join(directory, 'host_key.pub'), 'utf8');
  const hostKey = publicKey.split(' ')[1] ?? '';
  return { id, kind, directory, boot, keyFile: join(directory, 'client_key'), hostKey };
}
