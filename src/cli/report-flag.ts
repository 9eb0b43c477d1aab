import { InvalidArgumentError } from 'commander';
import { catalogueRecorder } from '../report/catalogue-record.ts';
import type { NamedRun } from '../report/named-run.ts';
import { reportWriter, type ReportWriter, type Teller, telling } from '../report/report-writer.ts';
import { recorder } from '../report/record.ts';
import type { CatalogueEvent } from '../runner/catalogue-events.ts';
import type { RunEvent } from '../runner/events.ts';

interface Formats {
  readonly ofRun: (startedAt: Date) => Promise<Teller<RunEvent>>;
  readonly ofCatalogue: (startedAt: Date) => Promise<Teller<CatalogueEvent>>;
}
type Format = 'json' | 'junit' | 'markdown' | 'html';

/** A format is loaded when it is asked for. */
const reports: Readonly<Record<Format, Formats>> = {
  json: {
    ofRun: (startedAt) => Promise.resolve(telling(recorder(startedAt), renderJson)),
    ofCatalogue: (startedAt) => Promise.resolve(telling(catalogueRecorder(startedAt), renderJson)),
  },
  junit: ofNamedRuns(async () => (await import('../report/junit.ts')).renderJunit),
  markdown: ofNamedRuns(async () => (await import('../report/markdown.ts')).renderMarkdown),
  html: {
    ofRun: async (at) => (await import('../report/html/html-recorder.ts')).htmlOfRun(at),
    ofCatalogue: async (at) =>
      (await import('../report/html/html-recorder.ts')).htmlOfCatalogue(at),
  },
};

/** What is called so by custom: `report.xml`. */
const ENDINGS: Readonly<Record<Format, string>> = {
  json: 'json',
  junit: 'xml',
  markdown: 'md',
  html: 'html',
};

function ofNamedRuns(load: () => Promise<(runs: readonly NamedRun[]) => string>): Formats {
  return {
    ofRun: async (startedAt) => {
      const render = await load();
      return telling(recorder(startedAt), (run) => render([{ name: run.scenario.name, run }]));
    },
    ofCatalogue: async (startedAt) => {
      const render = await load();
      return telling(catalogueRecorder(startedAt), ({ runs }) =>
        render(runs.map((run) => ({ name: run.label, run }))),
      );
    },
  };
}

function renderJson(record: object): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** A report that the user asked for. */
export interface ReportRequest {
  readonly format: Format;
  readonly file: string;
}

/** Reads `json=r.json`. @throws InvalidArgumentError */
export function parseReport(text: string): ReportRequest {
  const [name = '', ...rest] = text.split('=');
  const formats = Object.keys(reports) as Format[];
  const format = formats.find((known) => known === name);
  const file = rest.join('=');
  if (format === undefined) {
    throw new InvalidArgumentError(
      `There is no report format \`${name}\`; the known ones: ${formats.join(', ')}.`,
    );
  }
  if (file === '')
    throw new InvalidArgumentError(`Name the file: \`${format}=report.${ENDINGS[format]}\`.`);
  return { format, file };
}

/** @throws UsageError when the file cannot be written. */
export async function openReport(
  { format, file }: ReportRequest,
  startedAt: Date,
): Promise<ReportWriter<RunEvent>> {
  return reportWriter(file, await reports[format].ofRun(startedAt));
}

/** The same for several runs. @throws UsageError when the file cannot be written. */
export async function openCatalogueReport(
  { format, file }: ReportRequest,
  startedAt: Date,
): Promise<ReportWriter<CatalogueEvent>> {
  return reportWriter(file, await reports[format].ofCatalogue(startedAt));
}
