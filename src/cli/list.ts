import { Command } from 'commander';
import { print, printJson } from './output.ts';
import { table } from './table.ts';

interface ListedScenario {
  readonly name: string;
  readonly file: string;
  /** Null when the scenario is not valid. */
  readonly title: string | null;
  readonly writeUp: string | null;
}

export function listCommand(): Command {
  return new Command('list')
    .description('list the scenarios that come with wirelab')
    .option('--json', 'as JSON')
    .action(async (flags: { readonly json?: true }) => {
      if (flags.json === true) printJson(await scenarios());
      else await printScenarios();
    });
}

/** Prints the scenarios by the write-up that they come from. */
export async function printScenarios(): Promise<void> {
  const all = await scenarios();
  const writeUps = [...new Set(all.map((scenario) => scenario.writeUp))];
  const blocks = writeUps.map((writeUp) => {
    const rows = all
      .filter((scenario) => scenario.writeUp === writeUp)
      .map(({ name, title }) => [`  ${name}`, title ?? '(not valid: `wirelab validate` says why)']);
    return `${writeUp ?? 'others'}\n${table(rows)}`;
  });
  print(blocks.join('\n\n'));
}

async function scenarios(): Promise<readonly ListedScenario[]> {
  const { listScenarioFiles, scenarioName, scenariosDirectory } =
    await import('../scenario/find.ts');
  const { loadScenario } = await import('../scenario/load.ts');
  return listScenarioFiles(scenariosDirectory).map((path) => {
    const loaded = loadScenario(path);
    if (!loaded.ok) return { name: scenarioName(path), file: path, title: null, writeUp: null };
    const { name, file, scenario } = loaded;
    return { name, file, title: scenario.title, writeUp: scenario.write_up ?? null };
  });
}
