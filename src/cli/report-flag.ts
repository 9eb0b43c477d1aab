import { InvalidArgumentError } from 'commander';
import { catalogueRecorder } from '../report/catalogue-record.ts';
import { jsonReport, type ReportWriter } from '../report/json-report.ts';
import { recorder } from '../report/record.ts';
import type { CatalogueEvent } from '../runner/catalogue-events.ts';
import type { RunEvent } from '../runner/events.ts';

interface Formats {
  readonly ofRun: (file: string, startedAt: Date) => Promise<ReportWriter<RunEvent>>;
  readonly ofCatalogue: (file: string, startedAt: Date) => Promise<ReportWriter<CatalogueEvent>>;
}
type Format = 'json';

const reports: Readonly<Record<Format, Formats>> = {
  json: {
    ofRun: (file, startedAt) => jsonReport(file, recorder(startedAt)),
    ofCatalogue: (file, startedAt) => jsonReport(file, catalogueRecorder(startedAt)),
  },
};

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
  if (file === '') throw new InvalidArgumentError(`Name the file: \`${format}=report.${format}\`.`);
  return { format, file };
}

/** @throws UsageError when the file cannot be written. */
export function openReport(
  { format, file }: ReportRequest,
  startedAt: Date,
): Promise<ReportWriter<RunEvent>> {
  return reports[format].ofRun(file, startedAt);
}

/** The same for several runs. @throws UsageError when the file cannot be written. */
export function openCatalogueReport(
  { format, file }: ReportRequest,
  startedAt: Date,
): Promise<ReportWriter<CatalogueEvent>> {
  return reports[format].ofCatalogue(file, startedAt);
}
