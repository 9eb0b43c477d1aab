import { createHash } from 'node:crypto';
import type { Mutant } from './mutants.ts';

/** So many mutants of a scenario, the same for the same seed; those of each step. */
export function sampleOf(
  steps: readonly (readonly Mutant[])[],
  size: number,
  seed: string,
): readonly (readonly Mutant[])[] {
  const keys = [...new Set(steps.flat().map(({ key }) => key))];
  const drawn = new Set(
    keys
      .map((key) => ({ key, lot: lotOf(`${seed} ${key}`) }))
      .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
      .slice(0, size)
      .map(({ key }) => key),
  );
  return steps.map((mutants) => mutants.filter(({ key }) => drawn.has(key)));
}

function lotOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
