import { Command } from 'commander';
import type { LabInfo } from '../runner/labs.ts';
import { print, printJson, say } from './output.ts';
import { table } from './table.ts';
import { loadTopology } from './topology.ts';

export function statusCommand(): Command {
  return new Command('status')
    .description('list the labs on this host, with their nodes')
    .option('--json', 'as JSON')
    .action(async (flags: { readonly json?: true }) => {
      const { listLabs } = await import('../runner/labs.ts');
      const labs = await Promise.all((await listLabs()).map(withNodes));
      if (flags.json === true) printJson(labs);
      else if (labs.length === 0) say('No lab runs; `npx wirelab up NAME` makes one.');
      else print(render(labs));
    });
}

interface LabStatus extends LabInfo {
  /** Null when the scenario file is not what it was. */
  readonly nodes: readonly string[] | null;
}

async function withNodes(lab: LabInfo): Promise<LabStatus> {
  const topology = await loadTopology(lab.file).catch(() => null);
  return { ...lab, nodes: topology?.nodes.map((node) => node.name) ?? null };
}

function render(labs: readonly LabStatus[]): string {
  return table([
    ['LAB', 'STATE', 'PROVIDER', 'PROCESS', 'STARTED', 'NODES'],
    ...labs.map((lab) => [
      lab.id,
      lab.state,
      lab.provider,
      lab.pid === null ? '-' : String(lab.pid),
      lab.startedAt,
      lab.nodes?.join(' ') ?? '?',
    ]),
  ]);
}
