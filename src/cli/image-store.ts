import { existsSync, readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageSpec } from '../inventory/inventory.ts';
import { loadInventory } from '../inventory/load.ts';
import { cacheDirectory } from '../lib/directories.ts';
import { UsageError } from '../lib/errors.ts';
import { imageId } from '../providers/qemu/image-id.ts';
import { imagesDirectory } from '../providers/qemu/image.ts';
import { suggest } from '../scenario/nearest.ts';
import { NODE_KIND } from '../scenario/schema/defaults.ts';

/** An image of the inventory. */
export interface ImageInfo {
  readonly name: string;
  /** Directory of the built image; null when it is not built. */
  readonly directory: string | null;
  /** Disk space that it takes; 0 when it is not built. */
  readonly sizeBytes: number;
}

export function listImages(): readonly ImageInfo[] {
  return [...loadInventory().images.values()].map((spec) => {
    const directory = join(imagesDirectory(), imageId(spec));
    if (!existsSync(directory)) return { name: spec.name, directory: null, sizeBytes: 0 };
    return { name: spec.name, directory, sizeBytes: allocatedBytes(directory) };
  });
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
 * Removes what was built of an image, today or from an older inventory, and returns the removed
 * directories. Templates go too: they hold machines with the image's keys.
 */
export async function removeImage(spec: ImageSpec): Promise<readonly string[]> {
  const images = imagesDirectory();
  const built = existsSync(images) ? readdirSync(images) : [];
  const doomed = built
    .filter((name) => /^(.*)-[0-9a-f]{12}$/.exec(name)?.[1] === spec.name)
    .map((name) => join(images, name));
  const templates = join(cacheDirectory(), 'templates');
  const all = existsSync(templates) ? [templates, ...doomed] : doomed;
  for (const directory of all) await rm(directory, { recursive: true, force: true });
  return all;
}
