/** A cache that a test may damage, or fill with what nobody else needs. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory } from '../../src/lib/directories.ts';

/**
 * Makes wirelab's cache below a directory, and returns the path for XDG_CACHE_HOME. Images whose
 * names begin like this are copied from the cache of everybody; templates know where their image
 * is, and are made anew.
 */
export function privateCache(directory: string, ...images: readonly string[]): string {
  const from = join(cacheDirectory(), 'images');
  const to = join(directory, 'wirelab', 'images');
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(from)) {
    const isWanted = images.some((start) => name.startsWith(start)) && !name.includes('.lock');
    if (isWanted) execFileSync('cp', ['-a', '--sparse=always', join(from, name), to]);
  }
  execFileSync('chmod', ['-R', 'go-w', directory]);
  return directory;
}
