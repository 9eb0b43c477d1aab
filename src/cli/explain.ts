import { Command } from 'commander';
import { UsageError } from '../lib/errors.ts';
import { print } from './output.ts';

export function explainCommand(): Command {
  return new Command('explain')
    .description('tell in plain words what a scenario shows, and which way its packets take')
    .argument('<name>', "a scenario's name or file")
    .action(async (name: string) => {
      const { loadInventory } = await import('../inventory/load.ts');
      const { renderProblems } = await import('../scenario/render.ts');
      const { loadScenario } = await import('../scenario/load.ts');
      const { resolve } = await import('../topology/resolve.ts');
      const { explainScenario } = await import('../explain/words/explain.ts');
      const { changeLines } = await import('../runner/change-lab.ts');
      const inventory = loadInventory();
      const loaded = loadScenario(name, inventory);
      if (!loaded.ok) throw new UsageError(renderProblems(loaded.problems));
      const result = resolve(loaded, inventory.kinds);
      if (!result.ok) throw new UsageError(renderProblems(result.problems));
      const { topology } = result;
      const { description = null, teaches = null, write_up: writeUp = null } = loaded.scenario;
      const changesOf = (step: (typeof topology.steps)[number]): readonly string[] => {
        const before = topology.steps[step.number - 1];
        return before === undefined ? [] : changeLines(before, step);
      };
      print(explainScenario({ topology, description, teaches, writeUp, changesOf }));
    });
}
