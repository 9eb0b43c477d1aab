import { join } from 'node:path';
import { UsageError } from '../lib/errors.ts';
import { projectRoot } from '../lib/project-root.ts';
import { renderProblems } from '../scenario/render.ts';
import type { Inventory } from './inventory.ts';
import { readInventory } from './read.ts';

/** The inventory that is used: that of `$WIRELAB_INVENTORY`, else wirelab's own. */
function inventoryDirectory(): string {
  const named = process.env['WIRELAB_INVENTORY'] ?? '';
  return named === '' ? join(projectRoot, 'inventory') : named;
}

/**
 * Loads an inventory: `kinds.yaml`, `images.yaml`, `site.yaml` and `boxes.yaml` of a directory.
 * @throws UsageError with all that is wrong with the files
 */
export function loadInventory(directory = inventoryDirectory()): Inventory {
  const result = readInventory(directory);
  if (!result.ok) throw new UsageError(renderProblems(result.problems));
  return result.inventory;
}
