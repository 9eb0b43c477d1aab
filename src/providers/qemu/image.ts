/** Node images: made of the distribution's packages, cached, and never written to again. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageSpec } from '../../inventory/inventory.ts';
import { cacheDirectory } from '../../lib/directories.ts';
import { withLock } from '../../lib/lock.ts';
import type { StepContext } from '../provider.ts';
import { buildImage, imageRecipe } from './build-image.ts';
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

/** What every node needs to boot, to be reached and to be configured. */
const basePackages = [
  'systemd-sysv',
  'udev',
  'kmod',
  'openssh-server',
  'iproute2',
  'iputils-ping',
  'nftables',
  'procps',
  'socat',
  'busybox-static',
];

export function imagesDirectory(): string {
  return join(cacheDirectory(), 'images');
}

/** The image's identity: anything that changes its content changes it. */
export function imageId(spec: ImageSpec): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([spec.suite, spec.kernelPackage, spec.packages, basePackages]));
  for (const file of filesBelow(imageRecipe)) {
    hash.update(file).update(readFileSync(join(imageRecipe, file)));
  }
  return `${spec.name}-${hash.digest('hex').slice(0, 12)}`;
}

function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
}

/** The image, built if it is not there yet. @throws HarnessError */
export async function ensureImage(spec: ImageSpec, context: StepContext): Promise<Image> {
  const id = imageId(spec);
  const directory = join(imagesDirectory(), id);
  if (!existsSync(directory)) {
    await mkdir(imagesDirectory(), { recursive: true });
    const packages = [spec.kernelPackage, ...basePackages, ...spec.packages];
    const onWait = (holder: string): void => {
      context.progress(`image ${spec.name}: waiting for ${holder}, which builds it`);
    };
    await withLock(`${directory}.lock`, { signal: context.signal, onWait }, async () => {
      if (!existsSync(directory)) await buildImage(spec, packages, directory, context);
    });
  }
  await noteUse(directory);
  return openImage(id, directory);
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
