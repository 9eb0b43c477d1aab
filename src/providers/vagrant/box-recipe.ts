/** What a box has beside its image: the files of `box/`. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectRoot } from '../../lib/project-root.ts';
import { kernelCommandLine } from '../qemu/machine-arguments.ts';

const recipe = join(projectRoot, 'box');

/** The box's own Vagrantfile: how its machines boot, and who opens them. */
export const boxVagrantfile = join(recipe, 'Vagrantfile');

/** A file that the box's disk has instead of the image's, or beside what the image has. */
export interface BoxFile {
  readonly file: string;
  /** Its place on the disk: `/usr/local/sbin/wirelab-mgmt`. */
  readonly path: string;
  readonly executable: boolean;
}

export function boxFiles(): readonly BoxFile[] {
  const rootfs = join(recipe, 'rootfs');
  return readdirSync(rootfs, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => ({
      file,
      path: `/${relative(rootfs, file)}`,
      executable: (statSync(file).mode & 0o100) !== 0,
    }));
}

/** What `wirelab image box` calls the box of an image: both what it is made of are part of it. */
export function packedBoxName(imageId: string): string {
  const hash = createHash('sha256').update(kernelCommandLine).update(readFileSync(boxVagrantfile));
  for (const { file, path } of boxFiles()) hash.update(path).update(readFileSync(file));
  return `wirelab/${imageId}-${hash.digest('hex').slice(0, 6)}`;
}
