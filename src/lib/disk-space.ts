import { statfsSync } from 'node:fs';
import { HarnessError } from './errors.ts';

/** Whatever fails with less than this to write to has most likely failed for that. */
const nothingLeftBytes = 8 * 1024 * 1024;

/** Bytes that this user can still write below the directory. */
export function freeBytes(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

/** Whether an error says that a disk is full, or the disk of the directory says so itself. */
export function isFull(directory: string, error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return true;
  const message = error instanceof Error ? error.message : String(error);
  if (/No space left on device|Disk quota exceeded/i.test(message)) return true;
  try {
    return freeBytes(directory) < nothingLeftBytes;
  } catch {
    return false; // gone meanwhile
  }
}

/** `needed` is what the work takes in all, in bytes. */
export function fullError(directory: string, needed: number, cause: unknown): HarnessError {
  const mib = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MiB`;
  return new HarnessError(`no space left on the disk of ${directory}: ${mib(needed)} are needed`, {
    cause,
    remedy:
      'make room there (`npx wirelab image remove NAME`, `npx wirelab clean`), or set XDG_CACHE_HOME to a directory on a larger disk',
  });
}

/**
 * Runs work that fills a directory; what fails because the disk is full says so.
 * @throws HarnessError
 */
export async function whileSpaceLasts<T>(
  directory: string,
  needed: number,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isFull(directory, error) ? fullError(directory, needed, error) : error;
  }
}
