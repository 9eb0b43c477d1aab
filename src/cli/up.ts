import { Command } from 'commander';
import { deploy } from './deploy.ts';
import {
  type ProviderFlags,
  type ReportFlags,
  type TimeoutFlag,
  type UntilFlag,
  providerOption,
  withProviderFlags,
  withTimeoutFlag,
  withUntilFlag,
} from './flags.ts';

type UpFlags = ProviderFlags & TimeoutFlag & UntilFlag & Pick<ReportFlags, 'json'>;

export function upCommand(): Command {
  const command = new Command('up')
    .description('make a lab and leave it running')
    .argument('<name>', "a scenario's name or file")
    .option('--json', "print the run's record as JSON on stdout");
  return withUntilFlag(withTimeoutFlag(withProviderFlags(command, providerOption()))).action(
    async (name: string, flags: UpFlags) => {
      process.exitCode = await deploy(name, {
        ...flags,
        ...{ report: [], verb: 'up', keep: 'always', record: 'never' },
      });
    },
  );
}
