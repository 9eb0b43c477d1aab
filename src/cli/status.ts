import { Command } from 'commander';
import type { LabInfo } from '../runner/labs.ts';
import { print, printJson, say } from './output.ts';
import { table } from './table.ts';

export function statusCommand(): Command {
  return new Command('status')
    .description('list the labs on this host, with their nodes')
    .option('--json', 'as JSON')
    .action(async (flags: { readonly json?: true }) => {
      const { listLabs } = await import('../runner/labs.ts');
      const labs = (await listLabs()).map(statusOf);
      if (flags.json === true) printJson(labs);
      else if (labs.length === 0) say('No lab runs; `npx wirelab up NAME` makes one.');
      else print(render(labs));
    });
}

interface LabStatus extends Omit<LabInfo, 'topology'> {
  /** Names; null when nothing is known of them. */
  readonly nodes: readonly string[] | null;
}

function statusOf({ topology, ...lab }: LabInfo): LabStatus {
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
