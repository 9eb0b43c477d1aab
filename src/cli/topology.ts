import { UsageError } from '../lib/errors.ts';
import type { Topology } from '../topology/topology.ts';

/** Loads, checks and resolves a scenario by its name or file. @throws UsageError with all problems */
export async function loadTopology(nameOrPath: string): Promise<Topology> {
  const { loadInventory } = await import('../inventory/load.ts');
  const { loadScenario } = await import('../scenario/load.ts');
  const { renderProblems } = await import('../scenario/render.ts');
  const { resolve } = await import('../topology/resolve.ts');

  const inventory = loadInventory();
  const loaded = loadScenario(nameOrPath, inventory);
  if (!loaded.ok) throw new UsageError(renderProblems(loaded.problems));
  return resolve(loaded, inventory.kinds);
}
