import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { Command } from 'commander';
import { HarnessError } from '../lib/errors.ts';
import { endpointIn } from './endpoint.ts';
import { exitCodes } from './exit-codes.ts';
import { findUsableLab } from './labs.ts';
import { watchSignals } from './signals.ts';

export function sshCommand(): Command {
  return new Command('ssh')
    .description('open a shell in a lab')
    .argument('<name>', "a lab's id, or its scenario")
    .argument('<at>', 'NODE or NODE/CONTAINER')
    .action(async (name: string, at: string) => {
      const lab = await findUsableLab(name);
      const endpoint = endpointIn(lab, at);
      const { shellCommand } = await import('../runner/attach.ts');
      process.exitCode = await interactive(await shellCommand(lab, endpoint));
    });
}

/** Gives the terminal to a command; signals from the keyboard are the command's business. */
async function interactive([program = '', ...args]: readonly string[]): Promise<number> {
  const interruption = watchSignals(() => undefined);
  let exitCode: number = exitCodes.harness;
  try {
    const child = spawn(program, args, { stdio: 'inherit' });
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
    return exitCode;
  } catch (error) {
    throw new HarnessError(`${program} could not be started.`, {
      remedy: 'Install it: `npm run setup`.',
      cause: error,
    });
  } finally {
    interruption.release(exitCode);
  }
}
