import { Command } from 'commander';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { print, printJson } from './output.ts';
import { runsInReport } from './runs-in-report.ts';

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
  const { comparedSchema } = await import('../report/compare/compared-run.ts');
  const comparison = compareReports(
    await runsInReport(before, comparedSchema),
    await runsInReport(after, comparedSchema),
  );
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
