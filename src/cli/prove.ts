import { Command, InvalidArgumentError } from 'commander';
import { UsageError } from '../lib/errors.ts';
import type { ExitCode } from './exit-codes.ts';
import {
  type CatalogueFlags,
  jobsOption,
  type ProviderFlags,
  providerOption,
  type ReportFlags,
  type TimeoutFlag,
  withProviderFlags,
  withTimeoutFlag,
} from './flags.ts';
import { proveReportOption } from './prove-report.ts';

export interface ProveFlags
  extends ProviderFlags, TimeoutFlag, Pick<CatalogueFlags, 'jobs'>, Pick<ReportFlags, 'json'> {
  readonly all?: true;
  readonly atLeast: number;
  readonly sample?: number;
  readonly seed: string;
  readonly report: readonly { readonly format: 'json' | 'markdown'; readonly file: string }[];
}

export function proveCommand(): Command {
  const command = new Command('prove')
    .description('break one thing of a scenario at a time, and show what no check notices')
    .argument('[names...]', "scenarios' names or files");
  return withTimeoutFlag(withProviderFlags(command, providerOption()))
    .option('--all', 'all scenarios that come with wirelab')
    .option(
      '--at-least <percent>',
      'of the mutants of each scenario that its checks must notice',
      parsePercent,
      95,
    )
    .addOption(jobsOption())
    .option('--sample <n>', 'only so many mutants of each scenario', parseCount)
    .option('--seed <text>', 'what the sample is drawn by', 'wirelab')
    .addOption(proveReportOption())
    .option('--json', 'print the record as JSON on stdout')
    .action(async (names: readonly string[], flags: ProveFlags) => {
      process.exitCode = await proveNamed(names, flags);
    });
}

async function proveNamed(names: readonly string[], flags: ProveFlags): Promise<ExitCode> {
  if ((flags.all === true) === names.length > 0) {
    throw new UsageError('Name scenarios, or use --all.');
  }
  const { proveScenarios } = await import('./prove-scenarios.ts');
  return proveScenarios(names, flags);
}

function parsePercent(text: string): number {
  const percent = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || percent > 100) {
    throw new InvalidArgumentError('Write a number from 0 to 100.');
  }
  return percent;
}

function parseCount(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Write a number from 1.');
  return Number(text);
}
