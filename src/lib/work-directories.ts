/**
 * Directories for what is being made. Their names tell who makes it, so that those which a dead
 * process has left can be found.
 */
import { lstatSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { entriesOf } from './directories.ts';
import { isAlive, ownIdentity } from './process-identity.ts';

/**
 * A new directory of this process; nobody else can look into it. Its name has no colon, which
 * separates paths in some tools' settings.
 */
export async function makeWorkDirectory(parent: string, prefix: string): Promise<string> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  return mkdtemp(join(parent, `${prefix}${ownIdentity.replace(':', '-')}-`));
}

/** Those of this user whose maker is dead. */
export function abandonedWork(parent: string, prefix: string): readonly string[] {
  return entriesOf(parent)
    .filter((name) => name.startsWith(prefix))
    .filter((name) => {
      const [, pid, start] = /^(\d+)-(\d+)-\w+$/.exec(name.slice(prefix.length)) ?? [];
      return pid !== undefined && start !== undefined && !isAlive(`${pid}:${start}`);
    })
    .map((name) => join(parent, name))
    .filter(isOwn);
}

/** The system's temporary directory is everybody's. */
function isOwn(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.uid === process.getuid?.();
}
