import { Command } from 'commander';
import { UsageError } from '../lib/errors.ts';
import { endpointIn } from './endpoint.ts';
import { exitCodes } from './exit-codes.ts';
import { interruptible } from './interruptible.ts';
import { findLab } from './labs.ts';

export function consoleCommand(): Command {
  return new Command('console')
    .description('print what a node said on its console: its boot, its kernel, a panic')
    .argument('<name>', "a lab's id, or its scenario")
    .argument('<node>', 'NODE')
    .option('--follow', 'go on with what it says from now on, until Ctrl-C')
    .action(async (name: string, node: string, flags: { readonly follow?: true }) => {
      process.exitCode = await showConsole(name, node, flags.follow === true);
    });
}

async function showConsole(name: string, at: string, follow: boolean): Promise<number> {
  const lab = await findLab(name);
  const { node, container } = endpointIn(lab, at);
  if (container !== null) {
    throw new UsageError(`A container has no console; ${node} has one.`);
  }
  const { readConsole } = await import('../runner/console.ts');
  return interruptible(async (signal) => {
    await readConsole({
      ...{ lab, node, follow: follow ? signal : null },
      write: (bytes) => {
        process.stdout.write(bytes);
      },
    });
    return exitCodes.passed;
  });
}
