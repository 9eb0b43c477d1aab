/** Inventories that are private to a test. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/lib/project-root.ts';

/** wirelab's own, with more images and kinds, a line of YAML each. */
export function inventoryWith(
  directory: string,
  more: { readonly images: readonly string[]; readonly kinds: readonly string[] },
): string {
  mkdirSync(directory);
  cpSync(join(projectRoot, 'inventory'), directory, { recursive: true });
  for (const name of ['images', 'kinds'] as const) {
    const text = more[name].map((line) => `${line}\n`).join('');
    writeFileSync(join(directory, `${name}.yaml`), text, { flag: 'a' });
  }
  return directory;
}
