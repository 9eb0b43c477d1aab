import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageSpec } from '../inventory/inventory.ts';
import { loadInventory } from '../inventory/load.ts';
import { cacheDirectory } from '../lib/directories.ts';
import { UsageError } from '../lib/errors.ts';
import { downloadOf } from '../providers/qemu/cloud/acquire-disk.ts';
import { imageId } from '../providers/qemu/image-id.ts';
import { imagesDirectory } from '../providers/qemu/image.ts';
import { suggest } from '../scenario/nearest.ts';
import { NODE_KIND } from '../scenario/schema/defaults.ts';

/** An image of the inventory. */
export interface ImageInfo {
  readonly name: string;
  readonly kind: ImageSpec['kind'];
  /** Directory of the image that is ready to boot; null when it is not. */
  readonly directory: string | null;
  /** Disk space that it takes; 0 when it is not there. */
  readonly sizeBytes: number;
  /** Release of its kernel; null when it is not known yet: of a cloud image, before its first boot. */
  readonly kernel: string | null;
}

export function listImages(): readonly ImageInfo[] {
  return [...loadInventory().images.values()].map((spec) => {
    const { name, kind } = spec;
    const directory = join(imagesDirectory(), imageId(spec));
    if (!existsSync(directory)) {
      return { name, kind, directory: null, sizeBytes: 0, kernel: null };
    }
    return {
      ...{ name, kind, directory },
      ...{ sizeBytes: allocatedBytes(directory), kernel: kernelIn(directory) },
    };
  });
}

function kernelIn(directory: string): string | null {
  const file = join(directory, 'kernel');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

/** What the files take on the disk: they have holes. */
function allocatedBytes(directory: string): number {
  const files = readdirSync(directory).map((name) => statSync(join(directory, name)));
  return files.reduce((sum, { blocks }) => sum + blocks * 512, 0);
}

/** The image of nodes whose scenario does not say of what kind they are. */
export function defaultImage(): string {
  return loadInventory().kinds.get(NODE_KIND)?.image ?? NODE_KIND;
}

/** @throws UsageError when the inventory has no such image. */
export function imageSpec(name: string): ImageSpec {
  const { images } = loadInventory();
  const spec = images.get(name);
  if (spec !== undefined) return spec;
  const hint = suggest(name, [...images.keys()], 'the inventory has') ?? 'the inventory has none';
  throw new UsageError(`There is no image \`${name}\`: ${hint}`);
}

/**
 * Removes what was made of an image, today or from an older inventory, with what was downloaded for
 * it, and returns what was removed. Templates go too: they hold machines with the image's keys.
 */
export async function removeImage(spec: ImageSpec): Promise<readonly string[]> {
  const images = imagesDirectory();
  const built = existsSync(images) ? readdirSync(images) : [];
  const doomed = built
    .filter((name) => /^(.*)-[0-9a-f]{12}$/.exec(name)?.[1] === spec.name)
    .map((name) => join(images, name));
  const templates = join(cacheDirectory(), 'templates');
  const all = [templates, ...doomed, ...downloadsOf(spec)].filter((path) => existsSync(path));
  for (const directory of all) await rm(directory, { recursive: true, force: true });
  return all;
}

function downloadsOf(spec: ImageSpec): readonly string[] {
  if (spec.kind === 'built' || spec.source.kind === 'path') return [];
  const file = downloadOf(spec.source);
  return [file, `${file}.part`, `${file}.part.etag`];
}
