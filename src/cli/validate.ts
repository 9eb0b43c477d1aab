import { Command } from 'commander';
import type { Problem } from '../scenario/problem.ts';
import { exitCodes } from './exit-codes.ts';
import { print, printJson, say } from './output.ts';
import { readTopology } from './topology.ts';

interface Validated {
  /** As it was asked for. */
  readonly name: string;
  readonly problems: readonly Problem[];
}

export function validateCommand(): Command {
  return new Command('validate')
    .description('check scenario files without starting anything')
    .argument('[names...]', "scenarios' names or files; all that come with wirelab when left out")
    .option('--json', 'as JSON')
    .action(async (names: readonly string[], flags: { readonly json?: true }) => {
      const results = await validate(names);
      if (flags.json === true) printJson(results);
      else await tell(results);
      if (results.some(({ problems }) => problems.length > 0)) process.exitCode = exitCodes.usage;
    });
}

async function validate(names: readonly string[]): Promise<readonly Validated[]> {
  const { loadInventory } = await import('../inventory/load.ts');
  const { listScenarioFiles, scenariosDirectory } = await import('../scenario/find.ts');
  const inventory = loadInventory();
  const wanted = names.length > 0 ? names : listScenarioFiles(scenariosDirectory);
  return Promise.all(
    wanted.map(async (name) => {
      const result = await readTopology(name, inventory);
      return { name, problems: result.ok ? [] : result.problems };
    }),
  );
}

async function tell(results: readonly Validated[]): Promise<void> {
  const { renderProblems } = await import('../scenario/render.ts');
  for (const { name, problems } of results) {
    if (problems.length === 0) print(`${name}: valid`);
    else say(renderProblems(problems));
  }
}
