import { InvalidArgumentError } from 'commander';
import type { Reporter } from '../runner/events.ts';
import { jsonReport } from '../report/json-report.ts';

type Open = (file: string, startedAt: Date) => Promise<Reporter>;
type Format = 'json';

const reports: Readonly<Record<Format, Open>> = { json: jsonReport };

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
export function openReport(request: ReportRequest, startedAt: Date): Promise<Reporter> {
  return reports[request.format](request.file, startedAt);
}
