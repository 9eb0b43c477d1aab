import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectDirectory = fileURLToPath(new URL('../../..', import.meta.url));

/** A file of the project, as the structure rules see it. */
export interface SourceFile {
  /** Relative to the project directory: `src/topology/model.ts`. */
  readonly path: string;
  readonly text: string;
}

/** Reads every file below `folder` whose name ends in `extension`, in a stable order. */
export function readFiles(folder: string, extension: string): readonly SourceFile[] {
  return readdirSync(join(projectDirectory, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension) && !name.includes('node_modules/'))
    .sort()
    .map((name) => {
      const path = join(folder, name);
      return { path, text: readFileSync(join(projectDirectory, path), 'utf8') };
    });
}
