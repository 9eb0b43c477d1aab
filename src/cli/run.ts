import { Command, Option } from 'commander';
import { deploy } from './deploy.ts';
import {
  type ProviderFlags,
  type ReportFlags,
  type TimeoutFlag,
  withProviderFlags,
  withReportFlags,
  withTimeoutFlag,
} from './flags.ts';
import { printScenarios } from './list.ts';

interface RunFlags extends ProviderFlags, ReportFlags, TimeoutFlag {
  readonly keep?: true;
  readonly keepOnFail?: true;
}

export function runCommand(): Command {
  const command = new Command('run')
    .description('make a lab, check it, remove it; without a name, list the scenarios')
    .argument('[name]', "a scenario's name or file");
  return withReportFlags(withTimeoutFlag(withProviderFlags(command)))
    .addOption(new Option('--keep', 'leave the lab running').conflicts('keepOnFail'))
    .option('--keep-on-fail', 'leave the lab running when it does not pass')
    .action(async (name: string | undefined, flags: RunFlags) => {
      if (name === undefined) {
        await printScenarios();
        return;
      }
      process.exitCode = await deploy(name, { ...flags, verb: 'run', keep: keepOf(flags) });
    });
}

function keepOf(flags: RunFlags): 'never' | 'always' | 'on-fail' {
  if (flags.keep === true) return 'always';
  return flags.keepOnFail === true ? 'on-fail' : 'never';
}
