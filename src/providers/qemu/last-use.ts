import { statSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { entriesOf } from '../../lib/directories.ts';

/** Nobody misses what was not used for so long. */
const keptDays = 30;

/** Remembers that a cached directory is in use: its modification time says when it last was. */
export async function noteUse(directory: string): Promise<void> {
  const now = new Date();
  await utimes(directory, now, now).catch(() => undefined);
}

/** Whether nobody used what is at the path for 30 days. */
export function isForgotten(directory: string, now = new Date()): boolean {
  try {
    const ageMs = now.getTime() - statSync(directory).mtimeMs;
    return ageMs > keptDays * 24 * 60 * 60 * 1000;
  } catch {
    return false; // gone meanwhile
  }
}

/** What a directory of the cache holds, and nobody used for 30 days. */
export function forgottenIn(directory: string): readonly string[] {
  const now = new Date();
  return entriesOf(directory)
    .filter((name) => /^[a-z].*-[0-9a-f]{8,12}$/.test(name))
    .map((name) => join(directory, name))
    .filter((path) => isForgotten(path, now));
}
