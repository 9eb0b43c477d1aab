import { lstatSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files below a directory, sockets among them, that other users can get at: not every parent is closed. */
export function reachableByOthers(directory: string): readonly string[] {
  return filesBelow(directory).filter((file) => {
    for (let parent = dirname(file); parent !== '/'; parent = dirname(parent)) {
      if ((statSync(parent).mode & 0o011) === 0) return false;
    }
    return true;
  });
}

/** What is no directory; links are not followed. */
export function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** `0600`. */
export function modeOf(path: string): string {
  return (lstatSync(path).mode & 0o7777).toString(8).padStart(4, '0');
}
