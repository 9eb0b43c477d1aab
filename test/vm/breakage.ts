import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import type { Edit } from './scenario-text.ts';

/** A way to break a scenario that some check of it must see. */
export interface Breakage {
  readonly what: string;
  readonly edits: readonly Edit[];
  /** Part of the id of a case that must fail. */
  readonly failing: string;
  /** Part of what that case must say it has observed, where that is more than that it failed. */
  readonly saying?: string;
  /** The cases to run, as `--filter` takes it; null is all. Few make the run short. */
  readonly filter: string | null;
}

const directory = new URL('breakages/', import.meta.url);

type OfScenario = Breakage & { readonly scenario: string };

/**
 * The first of each scenario, which is the one that it is about, and the others; each file of
 * `breakages/` has the name of its scenario.
 */
export async function loadBreakages(): Promise<{
  readonly first: readonly OfScenario[];
  readonly others: readonly OfScenario[];
}> {
  const files = readdirSync(directory).sort();
  const loading = files.map(async (file): Promise<readonly OfScenario[]> => {
    const { breakages } = (await import(new URL(file, directory).href)) as {
      readonly breakages: readonly Breakage[];
    };
    return breakages.map((breakage) => ({ scenario: basename(file, '.ts'), ...breakage }));
  });
  const loaded = await Promise.all(loading);
  return {
    first: loaded.flatMap((breakages) => breakages.slice(0, 1)),
    others: loaded.flatMap((breakages) => breakages.slice(1)),
  };
}
