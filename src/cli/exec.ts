import { Command } from 'commander';
import { endpointIn } from './endpoint.ts';
import { exitCodes } from './exit-codes.ts';
import { interruptible } from './interruptible.ts';
import { findUsableLab } from './labs.ts';

export function execCommand(): Command {
  return new Command('exec')
    .description('run a command in a lab; its output and exit code are passed on')
    .argument('<name>', "a lab's id, or its scenario")
    .argument('<at>', 'NODE or NODE/CONTAINER')
    .argument('<command...>', 'after `--`: the command and its arguments')
    .passThroughOptions()
    .action(async (name: string, at: string, words: readonly string[]) => {
      const argv = words[0] === '--' ? words.slice(1) : words;
      process.exitCode = await exec(name, at, argv);
    });
}

async function exec(name: string, at: string, argv: readonly string[]): Promise<number> {
  const lab = await findUsableLab(name);
  const endpoint = endpointIn(lab, at);
  const { execIn } = await import('../runner/attach.ts');
  return interruptible(async (signal) => {
    const result = await execIn({ lab, at: endpoint, argv, signal });
    process.stdout.write(result.stdout);
    process.stderr.write(result.stderr);
    return result.exitCode ?? exitCodes.timeout;
  });
}
