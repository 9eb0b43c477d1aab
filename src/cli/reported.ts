import { appendFile } from 'node:fs/promises';
import type { CatalogueEnd, CatalogueEvent } from '../runner/catalogue-events.ts';
import type { Outcome, RunEnd, RunEvent } from '../runner/events.ts';
import { renderAnnotations } from '../report/annotations.ts';
import { catalogueRecorder } from '../report/catalogue-record.ts';
import { renderCatalogueVerdict } from '../report/catalogue-verdict.ts';
import { colorsFor } from '../report/colors.ts';
import type { NamedRun } from '../report/named-run.ts';
import { recorder } from '../report/record.ts';
import { renderVerdict } from '../report/verdict.ts';
import { type ExitCode, exitCodeOf, exitCodes, worst } from './exit-codes.ts';
import { reportFault } from './faults.ts';
import type { ReportFlags } from './flags.ts';
import { interruptible } from './interruptible.ts';
import { printJson, say } from './output.ts';
import { catalogueProgress, progressReporter } from './progress-reporter.ts';
import { openCatalogueReport, openReport } from './report-flag.ts';

interface EventReporter<Event> {
  onEvent(event: Event): void;
  finish?(): Promise<void>;
}

/** What a run needs from the one who shows it. */
export interface Watch<Event> {
  readonly reporters: readonly EventReporter<Event>[];
  readonly signal: AbortSignal;
}

/** Shows a run while it goes, closes with the verdict, and returns its exit code. */
export async function reported(
  flags: Pick<ReportFlags, 'report' | 'json'> & { readonly plain?: boolean },
  work: (watch: Watch<RunEvent>) => Promise<RunEnd>,
): Promise<ExitCode> {
  const startedAt = new Date();
  return shown(work, {
    files: await Promise.all(flags.report.map((request) => openReport(request, startedAt))),
    progress: await progressReporter(process.stderr, process.env, flags.plain === true),
    memory: recorder(startedAt),
    tell: async (record) => {
      say(`\n${renderVerdict(record, colorsFor(process.stderr, process.env))}`);
      await onGithub([{ name: record.scenario.name, run: record }]);
      if (flags.json === true) printJson(record);
    },
  });
}

/** The same for several runs. */
export async function reportedCatalogue(
  flags: Pick<ReportFlags, 'report' | 'json'>,
  work: (watch: Watch<CatalogueEvent>) => Promise<CatalogueEnd>,
): Promise<ExitCode> {
  const startedAt = new Date();
  return shown(work, {
    files: await Promise.all(
      flags.report.map((request) => openCatalogueReport(request, startedAt)),
    ),
    progress: await catalogueProgress(process.stderr, process.env),
    memory: catalogueRecorder(startedAt),
    tell: async (record) => {
      say(`\n${renderCatalogueVerdict(record, colorsFor(process.stderr, process.env))}`);
      await onGithub(record.runs.map((run) => ({ name: run.label, run })));
      if (flags.json === true) printJson(record);
    },
  });
}

/** Who sees the events, and what is said at the end. */
interface Show<Event, Record> {
  readonly files: readonly EventReporter<Event>[];
  readonly progress: EventReporter<Event> & { remind(): void };
  readonly memory: EventReporter<Event> & { record(): Record | null };
  readonly tell: (record: Record) => Promise<void>;
}

async function shown<Event, Record>(
  work: (watch: Watch<Event>) => Promise<{ readonly outcome: Outcome }>,
  { files, progress, memory, tell }: Show<Event, Record>,
): Promise<ExitCode> {
  const reporters = [progress, memory, ...files].map(withoutFinish);
  const show = async (signal: AbortSignal): Promise<ExitCode> => {
    const end = await work({ reporters, signal });
    await progress.finish?.();
    const record = memory.record();
    if (record !== null) await tell(record);
    return worst([exitCodeOf(end.outcome), ...(await Promise.all(files.map(written)))]);
  };
  return interruptible(show, () => {
    progress.remind();
  });
}

/**
 * Failures at their lines of the scenario, and a summary of the job. What cannot be written there
 * changes no verdict.
 */
async function onGithub(runs: readonly NamedRun[]): Promise<void> {
  if (process.env['GITHUB_ACTIONS'] !== 'true') return;
  for (const { run } of runs) process.stderr.write(renderAnnotations(run));
  const summary = process.env['GITHUB_STEP_SUMMARY'];
  if (summary === undefined || summary === '') return;
  const { renderMarkdown } = await import('../report/markdown.ts');
  try {
    await appendFile(summary, renderMarkdown(runs));
  } catch (error) {
    say(
      `The job summary cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** The verdict must not depend on a report, nor be drawn over: reporters are finished here. */
function withoutFinish<Event>(reporter: EventReporter<Event>): EventReporter<Event> {
  return {
    onEvent: (event) => {
      reporter.onEvent(event);
    },
  };
}

async function written(report: EventReporter<never>): Promise<ExitCode> {
  try {
    await report.finish?.();
    return exitCodes.passed;
  } catch (error) {
    return reportFault(error);
  }
}
