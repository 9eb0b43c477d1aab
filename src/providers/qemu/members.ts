import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A file, or a symbolic link, which is never followed. */
export interface Member {
  /** Relative to the directory; empty for a file by itself. */
  readonly path: string;
  readonly kind: 'file' | 'link';
}

/** The files and links below a directory, sorted by path; of a file, the file itself. */
export function membersOf(source: string): readonly Member[] {
  if (!statSync(source).isDirectory()) return [{ path: '', kind: 'file' }];
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .sort()
    .flatMap((path) => {
      const stats = lstatSync(join(source, path));
      if (stats.isSymbolicLink()) return { path, kind: 'link' };
      return stats.isFile() ? { path, kind: 'file' } : [];
    });
}
