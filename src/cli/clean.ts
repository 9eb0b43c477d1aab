import { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { print, say } from './output.ts';

export function cleanCommand(): Command {
  return new Command('clean')
    .description('remove what dead labs have left on this host')
    .option('--all', 'kept labs too')
    .action(async (flags: { readonly all?: true }) => {
      const { cleanHost } = await import('../runner/clean.ts');
      const { removed, left } = await cleanHost({ all: flags.all === true, progress: say });
      print(['removed:', ...(removed.length === 0 ? ['nothing'] : removed)].join('\n  '));
      if (left.length > 0) {
        say(['these could not be removed:', ...left].join('\n  '));
        process.exitCode = exitCodes.leftBehind;
      }
    });
}
