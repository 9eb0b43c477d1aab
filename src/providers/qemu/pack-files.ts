import { copyFile, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ImageFile } from '../../inventory/inventory.ts';
import { hostCommand } from '../../lib/host-command.ts';
import { membersOf } from './members.ts';

/**
 * Packs what an inventory adds to an image, for root to unpack there. Directories are left out,
 * since one could take the place of a link, such as /bin; a later file takes that of an earlier one.
 */
export async function packFiles(
  files: readonly ImageFile[],
  archive: string,
  signal: AbortSignal,
): Promise<void> {
  const tree = await mkdtemp(`${archive}-`);
  try {
    for (const { target, source } of files) {
      for (const { path, kind } of membersOf(source)) {
        const place = join(tree, target, path);
        await mkdir(dirname(place), { recursive: true });
        await rm(place, { force: true, recursive: true });
        if (kind === 'link') await cp(join(source, path), place, { verbatimSymlinks: true });
        else await copyFile(join(source, path), place);
      }
    }
    const names = membersOf(tree).map(({ path }) => `./${path}\0`);
    const owner = ['--owner=0', '--group=0', '--numeric-owner'];
    const list = ['--null', '--verbatim-files-from', '--files-from=-'];
    await hostCommand(['tar', '--create', '--file', archive, '-C', tree, ...owner, ...list], {
      signal,
      stdin: names.join(''),
    });
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}
