import { Command } from 'commander';
import { print, printJson } from './output.ts';
import { table } from './table.ts';

interface ListedScenario {
  readonly name: string;
  readonly file: string;
  /** Null when the scenario is not valid. */
  readonly title: string | null;
  /** What it shows, in one line. */
  readonly teaches: string | null;
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
  const { writeUps } = await import('../scenario/schema/scenario.ts');
  const all = await scenarios();
  const present = [...writeUps, null].filter((name) => all.some(({ writeUp }) => writeUp === name));
  const blocks = present.map((writeUp) => {
    const rows = all
      .filter((scenario) => scenario.writeUp === writeUp)
      .map(({ name, title, teaches }) => [
        `  ${name}`,
        teaches ?? title ?? '(not valid: `wirelab validate` says why)',
      ]);
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
    if (!loaded.ok) {
      const unknown = { title: null, teaches: null, writeUp: null };
      return { name: scenarioName(path), file: path, ...unknown };
    }
    const { name, file, scenario } = loaded;
    const { title, teaches = null, write_up: writeUp = null } = scenario;
    return { name, file, title, teaches, writeUp };
  });
}
