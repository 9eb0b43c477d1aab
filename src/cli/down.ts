import { Command } from 'commander';
import type { LabInfo } from '../runner/labs.ts';
import { UsageError } from '../lib/errors.ts';
import { exitCodes } from './exit-codes.ts';
import { findLab } from './labs.ts';
import { say } from './output.ts';

export function downCommand(): Command {
  return new Command('down')
    .description('remove a lab')
    .argument('<name>', "a lab's id, or its scenario")
    .action(async (name: string) => {
      const lab = await findLab(name);
      refuseBusy(lab);
      const { removeLab } = await import('../runner/remove-lab.ts');
      const left = await removeLab(lab, say);
      if (left.length === 0) {
        say(`The lab ${lab.id} is gone.`);
      } else {
        say([`Of the lab ${lab.id} these could not be removed:`, ...left].join('\n  '));
        process.exitCode = exitCodes.leftBehind;
      }
    });
}

/** A lab in the hands of a wirelab that runs is removed by that one. */
function refuseBusy(lab: LabInfo): void {
  if (lab.pid === null || (lab.state !== 'starting' && lab.state !== 'running')) return;
  throw new UsageError(
    `The lab ${lab.id} is in use by process ${lab.pid}, which removes it at its end; ` +
      `to end it now: kill -INT ${lab.pid}`,
  );
}
