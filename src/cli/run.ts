import { Command, Option } from 'commander';
import { UsageError } from '../lib/errors.ts';
import type { ProviderName } from '../providers/provider.ts';
import { deploy } from './deploy.ts';
import type { ExitCode } from './exit-codes.ts';
import {
  type CatalogueFlags,
  type ProviderFlags,
  providersOption,
  type RecordFlag,
  type ReportFlags,
  type TimeoutFlag,
  type UntilFlag,
  withCatalogueFlags,
  withProviderFlags,
  withRecordFlag,
  withReportFlags,
  withTimeoutFlag,
  withUntilFlag,
} from './flags.ts';
import { printScenarios } from './list.ts';

interface RunFlags
  extends
    Omit<ProviderFlags, 'provider'>,
    ReportFlags,
    TimeoutFlag,
    UntilFlag,
    RecordFlag,
    CatalogueFlags {
  readonly provider: readonly ProviderName[];
  readonly keep?: true;
  readonly keepOnFail?: true;
  readonly pauseOnFail?: true;
  readonly all?: true;
}

export function runCommand(): Command {
  const command = new Command('run')
    .description('make a lab, check it, remove it; without a name, list the scenarios')
    .argument('[names...]', "scenarios' names or files");
  const withFlags = withUntilFlag(withTimeoutFlag(withProviderFlags(command, providersOption())));
  return withCatalogueFlags(withRecordFlag(withReportFlags(withFlags)))
    .option('--all', 'all scenarios that come with wirelab')
    .addOption(new Option('--keep', 'leave the lab running').conflicts(['keepOnFail', 'all']))
    .option('--keep-on-fail', 'leave the lab running when it does not pass')
    .addOption(
      new Option(
        '--pause-on-fail',
        'wait for Enter before the lab of a failed run is removed',
      ).conflicts(['keep', 'keepOnFail', 'all']),
    )
    .action(async (names: readonly string[], flags: RunFlags) => {
      const code = await run(names, flags);
      if (code !== null) process.exitCode = code;
    });
}

/** Null when nothing was run. */
async function run(names: readonly string[], flags: RunFlags): Promise<ExitCode | null> {
  const { all, jobs, shard, keep, keepOnFail, until } = flags;
  if (all === true && names.length > 0) {
    throw new UsageError('Name scenarios, or use --all.');
  }
  const [name, ...others] = names;
  const [provider, ...otherProviders] = flags.provider;
  if (name === undefined && all !== true) {
    if (jobs !== undefined || shard !== undefined) {
      throw new UsageError('Name the scenarios that are to be run, or use --all.');
    }
    await printScenarios();
    return null;
  }
  const single = others.length === 0 && otherProviders.length === 0 && shard === undefined;
  if (name !== undefined && provider !== undefined && single) {
    const kept = keep === true ? 'always' : keepOnFail === true ? 'on-fail' : 'never';
    return deploy(name, { ...flags, provider, verb: 'run', keep: kept });
  }
  if (keep === true) {
    throw new UsageError('--keep is for one run; for several there is --keep-on-fail.');
  }
  if (flags.pauseOnFail === true) throw new UsageError('--pause-on-fail is for one run.');
  if (until !== undefined) throw new UsageError('--until is for one run.');
  const { runMany } = await import('./run-many.ts');
  return runMany(all === true ? await allScenarios() : names, {
    ...flags,
    keep: keepOnFail === true ? 'on-fail' : 'never',
  });
}

async function allScenarios(): Promise<readonly string[]> {
  const { listScenarioFiles, scenariosDirectory } = await import('../scenario/find.ts');
  return listScenarioFiles(scenariosDirectory);
}
