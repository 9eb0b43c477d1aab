import type { Reporter, RunEnd } from '../runner/events.ts';
import { renderAnnotations } from '../report/annotations.ts';
import { colorsFor } from '../report/colors.ts';
import { recorder, type RunRecord } from '../report/record.ts';
import { renderVerdict } from '../report/verdict.ts';
import { type ExitCode, exitCodeOf, exitCodes, worst } from './exit-codes.ts';
import { reportFault } from './faults.ts';
import type { ReportFlags } from './flags.ts';
import { interruptible } from './interruptible.ts';
import { printJson, say } from './output.ts';
import { progressReporter } from './progress-reporter.ts';
import { openReport } from './report-flag.ts';

/** What a run needs from the one who shows it. */
export interface Watch {
  readonly reporters: readonly Reporter[];
  readonly signal: AbortSignal;
}

/** Shows a run while it goes, closes with the verdict, and returns its exit code. */
export async function reported(
  flags: Pick<ReportFlags, 'report' | 'json'>,
  work: (watch: Watch) => Promise<RunEnd>,
): Promise<ExitCode> {
  const startedAt = new Date();
  const files = await Promise.all(flags.report.map((request) => openReport(request, startedAt)));
  const progress = await progressReporter(process.stderr, process.env);
  const memory = recorder(startedAt);
  const reporters = [progress, memory, ...files].map(withoutFinish);

  const show = async (signal: AbortSignal): Promise<ExitCode> => {
    const end = await work({ reporters, signal });
    await progress.finish?.();
    const record = memory.record();
    if (record !== null) tell(record, flags.json === true);
    return worst([exitCodeOf(end.outcome), ...(await Promise.all(files.map(written)))]);
  };
  return interruptible(show, () => {
    progress.remind();
  });
}

/** The verdict must not depend on a report, nor be drawn over: reporters are finished here. */
function withoutFinish(reporter: Reporter): Reporter {
  return {
    onEvent: (event) => {
      reporter.onEvent(event);
    },
  };
}

async function written(report: Reporter): Promise<ExitCode> {
  try {
    await report.finish?.();
    return exitCodes.passed;
  } catch (error) {
    return reportFault(error);
  }
}

function tell(record: RunRecord, json: boolean): void {
  say(`\n${renderVerdict(record, colorsFor(process.stderr, process.env))}`);
  if (process.env['GITHUB_ACTIONS'] === 'true') process.stderr.write(renderAnnotations(record));
  if (json) printJson(record);
}
