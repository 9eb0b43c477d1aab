import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { HarnessError } from '../../lib/errors.ts';

/**
 * Makes sure that nobody has taken files away from an image or a template. All lie in its directory.
 * @throws HarnessError with those that are missing
 */
export function demandFiles(
  what: 'image' | 'template',
  files: readonly [string, ...string[]],
): void {
  const missing = files.filter(isMissing).map((file) => basename(file));
  if (missing.length === 0) return;
  const directory = dirname(files[0]);
  throw new HarnessError(
    `the ${what} in ${directory} is damaged: it has no ${missing.join(', ')}`,
    {
      remedy: `remove it, and it is made anew: rm -r ${directory}`,
    },
  );
}

/** An empty one is as good as none. */
function isMissing(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0;
}
