import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function nearestPackage(directory: string): string {
  if (existsSync(join(directory, 'package.json'))) return directory;
  const parent = dirname(directory);
  if (parent === directory) throw new Error('wirelab was installed without its package.json');
  return nearestPackage(parent);
}

/** Directory of wirelab itself: the parent of `scenarios/`, `inventory/` and `schemas/`. */
export const projectRoot = nearestPackage(import.meta.dirname);
