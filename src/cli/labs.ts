import { basename } from 'node:path';
import type { LabInfo } from '../runner/labs.ts';
import { UsageError } from '../lib/errors.ts';
import { suggest } from '../scenario/nearest.ts';

/** Finds a lab of this host, whatever state it is in. @throws UsageError */
export async function findLab(name: string): Promise<LabInfo> {
  const { listLabs } = await import('../runner/labs.ts');
  return pickLab(name, await listLabs());
}

/** Finds a lab whose nodes can be used. @throws UsageError */
export async function findUsableLab(name: string): Promise<LabInfo> {
  const { listLabs } = await import('../runner/labs.ts');
  const labs = await listLabs();
  return pickLab(
    name,
    labs.filter((lab) => lab.state === 'running' || lab.state === 'kept'),
  );
}

/** The lab with this id, or the one lab of this scenario (a name or a file). @throws UsageError */
export function pickLab(name: string, labs: readonly LabInfo[]): LabInfo {
  const byId = labs.find((lab) => lab.id === name);
  if (byId !== undefined) return byId;
  const scenario = basename(name, '.yaml');
  const [lab, ...others] = labs.filter((candidate) => candidate.scenario === scenario);
  if (lab === undefined) throw new UsageError(noSuchLab(name, labs));
  if (others.length === 0) return lab;
  const ids = [lab, ...others].map(({ id, state, startedAt }) => `  ${id}  ${state}, ${startedAt}`);
  throw new UsageError(
    [`The scenario ${scenario} has several labs; name one by its id:`, ...ids].join('\n'),
  );
}

function noSuchLab(name: string, labs: readonly LabInfo[]): string {
  const names = labs.flatMap((lab) => [lab.id, lab.scenario]);
  const hint =
    suggest(name, [...new Set(names)], 'labs and their scenarios') ??
    'none runs; `npx wirelab up NAME` makes one';
  return `There is no lab \`${name}\`: ${hint}`;
}
