import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entriesOf } from '../../lib/directories.ts';
import { removeDeadLock } from '../../lib/lock.ts';
import { abandonedWork } from '../../lib/work-directories.ts';
import type { Swept } from '../provider.ts';
import { probePrefix } from './boot-probe.ts';
import { buildPrefix } from './build-image.ts';
import { downloadsDirectory, forgottenDownloads } from './cloud/acquire-disk.ts';
import { imagesDirectory } from './image.ts';
import { forgottenIn } from './last-use.ts';
import { makingPrefix } from './make-template.ts';
import { templatesDirectory } from './template.ts';
import { removeTree } from '../../lib/user-namespace.ts';

/**
 * Removes half-built images and templates, and locks, whose maker is dead; with `forgotten` also
 * what nobody has used for long.
 */
export async function sweepHost({ forgotten }: { readonly forgotten: boolean }): Promise<Swept> {
  const [images, templates] = [imagesDirectory(), templatesDirectory()];
  const downloads = downloadsDirectory();
  const removed: string[] = [];
  const left: string[] = [];
  const sweep = async (
    paths: readonly string[],
    remove: (path: string) => Promise<unknown>,
  ): Promise<void> => {
    for (const path of paths) {
      try {
        if ((await remove(path)) !== false) removed.push(path);
      } catch (error) {
        left.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  const removeOwn = (path: string): Promise<void> => rm(path, { recursive: true, force: true });
  await sweep(abandonedWork(images, buildPrefix), removeTree);
  await sweep(abandonedWork(templates, makingPrefix), removeOwn);
  await sweep(abandonedWork(tmpdir(), probePrefix), removeOwn);
  await sweep([images, templates, downloads].flatMap(locksIn), removeDeadLock);
  if (forgotten) {
    await sweep([...forgottenIn(images), ...forgottenIn(templates)], removeOwn);
    await sweep(forgottenDownloads(), removeOwn);
  }
  return { removed, left };
}

function locksIn(directory: string): readonly string[] {
  return entriesOf(directory)
    .filter((name) => /\.lock(\.takeover)*$/.test(name))
    .map((name) => join(directory, name));
}
