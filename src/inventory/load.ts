import { join } from 'node:path';
import { UsageError } from '../lib/errors.ts';
import { projectRoot } from '../lib/project-root.ts';
import { renderProblems } from '../scenario/render.ts';
import type { Inventory } from './inventory.ts';
import { readInventory } from './read.ts';

/**
 * Loads an inventory: `kinds.yaml`, `images.yaml` and `site.yaml` of a directory, by default of
 * wirelab's own.
 * @throws UsageError with all that is wrong with the files
 */
export function loadInventory(directory = join(projectRoot, 'inventory')): Inventory {
  const result = readInventory(directory);
  if (!result.ok) throw new UsageError(renderProblems(result.problems));
  return result.inventory;
}
