import { UsageError } from '../lib/errors.ts';
import { suggest } from '../scenario/nearest.ts';
import type { Topology } from '../topology/topology.ts';

/** The number of the step that a name or number means. @throws UsageError when there is none */
export function stepNumber(text: string, { name: scenario, steps }: Topology): number {
  const found = steps.find(({ name, number }) => name === text || String(number) === text);
  if (found !== undefined) return found.number;
  const names = steps.flatMap(({ name }) => name ?? []);
  const hint = suggest(text, names, 'steps') ?? 'it has no steps';
  throw new UsageError(`${scenario} has no step \`${text}\`; ${hint}.`);
}
