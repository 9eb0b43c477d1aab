import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { HarnessError, UsageError } from '../lib/errors.ts';

/** A place for a report that is known to be writable. */
export interface ReportFile {
  /** Readers see the old content or the new one, never a part. @throws HarnessError */
  write(content: string): Promise<void>;
}

/**
 * Finds out whether a report can be written, and makes its parent directories.
 * @throws UsageError when it cannot.
 */
export async function openReportFile(path: string): Promise<ReportFile> {
  const wanted = resolve(path);
  try {
    await makeDirectory(dirname(wanted));
    const file = await realpath(wanted).catch(ifAbsent(wanted));
    const replaceable = await isReplaceable(file);
    await (replaceable ? tryDirectory(file) : access(file, constants.W_OK));
    return { write: (content) => write(file, content, replaceable) };
  } catch (error) {
    throw new UsageError(complaint(path, error));
  }
}

async function write(file: string, content: string, replaceable: boolean): Promise<void> {
  try {
    await (replaceable ? replace(file, content) : writeFile(file, content));
  } catch (error) {
    throw new HarnessError(complaint(file, error), { cause: error });
  }
}

function complaint(file: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `The report ${file} cannot be written: ${reason}.`;
}

/** Not `mkdir(…, { recursive: true })`: that never returns for a directory below /proc. */
async function makeDirectory(path: string): Promise<void> {
  const made = await mkdir(path).catch((error: unknown) => error as NodeJS.ErrnoException);
  if (made === undefined || made.code === 'EEXIST') return;
  if (made.code !== 'ENOENT' || dirname(path) === path) throw made;
  await makeDirectory(dirname(path));
  await mkdir(path);
}

/** Devices and pipes are written into; renaming a file over one would replace it. */
async function isReplaceable(file: string): Promise<boolean> {
  const found = await stat(file).catch(ifAbsent(null));
  if (found?.isDirectory() === true) throw new Error('it is a directory');
  return found === null || found.isFile();
}

function ifAbsent<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };
}

async function tryDirectory(file: string): Promise<void> {
  const probe = sibling(file);
  await writeFile(probe, '');
  await rm(probe);
}

async function replace(file: string, content: string): Promise<void> {
  const fresh = sibling(file);
  try {
    await writeFile(fresh, content);
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

function sibling(file: string): string {
  return join(dirname(file), `.wirelab-${randomBytes(6).toString('hex')}.tmp`);
}
