import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { UsageError } from '../lib/errors.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { print, printJson } from './output.ts';

export function reportCommand(): Command {
  return new Command('report').description('work with reports of runs').addCommand(
    new Command('compare')
      .description('say what has changed between two reports in JSON: failing, fixed, slower')
      .argument('<old>', 'the earlier report.json')
      .argument('<new>', 'the later one')
      .option('--json', 'as JSON')
      .action(async (before: string, after: string, flags: { readonly json?: true }) => {
        process.exitCode = await compare(before, after, flags.json === true);
      }),
  );
}

/** Fails when something fails that did not before. */
async function compare(before: string, after: string, asJson: boolean): Promise<ExitCode> {
  const { compareReports } = await import('../report/compare/compare.ts');
  const comparison = compareReports(await runsIn(before), await runsIn(after));
  if (asJson) {
    printJson(comparison);
  } else {
    const { renderComparison } = await import('../report/compare/render.ts');
    const { colorsFor } = await import('../report/colors.ts');
    print(renderComparison(comparison, colorsFor(process.stdout, process.env)));
  }
  const { newlyFailing, newlyBroken } = comparison;
  return newlyFailing.length + newlyBroken.length > 0 ? exitCodes.failed : exitCodes.passed;
}

async function runsIn(file: string) {
  const { readRuns } = await import('../report/compare/read-runs.ts');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The report ${file} cannot be read: ${reason}.`);
  });
  const runs = readRuns(text);
  if (runs !== null) return runs;
  throw new UsageError(`${file} is no report of wirelab's: write one with \`--report json=FILE\`.`);
}
