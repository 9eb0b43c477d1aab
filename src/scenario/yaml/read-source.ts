import { type Stats, readFileSync, statSync } from 'node:fs';
import type { Problem } from '../problem.ts';

/** Scenario and inventory files are written by hand; a larger one is some other file. */
const MAX_BYTES = 256 * 1024;

export type Source =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: Problem };

function refuse(file: string, code: string, message: string, hint: string | null): Source {
  const at = { file, line: 1, column: 1, length: 1, sourceLine: null };
  return { ok: false, problem: { code, message, hint, ...at } };
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function refuseByStats(file: string, stats: Stats): Source | null {
  if (stats.isDirectory()) {
    return refuse(file, 'not-a-file', 'expected a YAML file, found a directory', null);
  }
  if (!stats.isFile()) {
    return refuse(file, 'not-a-file', 'expected a YAML file, found a device or pipe', null);
  }
  if (stats.size > MAX_BYTES) {
    const mebibytes = (stats.size / 1024 / 1024).toFixed(1);
    return refuse(
      file,
      'file-too-large',
      `expected a file of at most 256 KiB, found ${mebibytes} MiB`,
      'files of wirelab are written by hand; is this the right one?',
    );
  }
  return null;
}

function decode(file: string, bytes: Uint8Array): Source {
  const binary = (what: string): Source =>
    refuse(file, 'not-text', `expected text in UTF-8, found ${what}`, 'is this the right file?');
  if (bytes.includes(0)) return binary('a NUL byte');
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return binary('bytes that are not UTF-8');
  }
}

/** Reads a text file of reasonable size. A file that is not there is problem `no-such-file`. */
export function readSource(file: string): Source {
  try {
    return refuseByStats(file, statSync(file)) ?? decode(file, readFileSync(file));
  } catch (error) {
    const code = errorCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? refuse(file, 'no-such-file', 'there is no such file', null)
      : refuse(file, 'unreadable-file', `the file cannot be read (${code})`, null);
  }
}
