import type { Inventory } from '../inventory/inventory.ts';
import { UsageError } from '../lib/errors.ts';
import type { ResolveResult } from '../topology/resolve.ts';
import type { Topology } from '../topology/topology.ts';

/** Loads, checks and resolves a scenario by its name or file: all that is done before something is started. */
export async function readTopology(
  nameOrPath: string,
  inventory: Pick<Inventory, 'kinds' | 'images'>,
): Promise<ResolveResult> {
  const { loadScenario } = await import('../scenario/load.ts');
  const { resolve } = await import('../topology/resolve.ts');
  const loaded = loadScenario(nameOrPath, inventory);
  return loaded.ok ? resolve(loaded, inventory.kinds) : loaded;
}

/** The topology of a scenario. @throws UsageError with all problems */
export async function loadTopology(nameOrPath: string): Promise<Topology> {
  const { loadInventory } = await import('../inventory/load.ts');
  const { renderProblems } = await import('../scenario/render.ts');
  const result = await readTopology(nameOrPath, loadInventory());
  if (!result.ok) throw new UsageError(renderProblems(result.problems));
  return result.topology;
}

/** The same for several, each file once. @throws UsageError with the problems of all of them */
export async function loadTopologies(names: readonly string[]): Promise<readonly Topology[]> {
  const complaints: string[] = [];
  const byFile = new Map<string, Topology>();
  for (const name of names) {
    try {
      const topology = await loadTopology(name);
      byFile.set(topology.file, topology);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      complaints.push(error.message);
    }
  }
  if (complaints.length > 0) throw new UsageError(complaints.join('\n'));
  return [...byFile.values()];
}
