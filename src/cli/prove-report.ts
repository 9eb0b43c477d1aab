import { InvalidArgumentError, Option } from 'commander';
import type { ProveRecord } from '../report/prove/record.ts';

const FORMATS = ['json', 'markdown'] as const;
type Format = (typeof FORMATS)[number];

/** A report of `prove` that the user asked for. */
interface ProveReportRequest {
  readonly format: Format;
  readonly file: string;
}

export function proveReportOption(): Option {
  return new Option('--report <format=file>', 'write a report, `json=r.json`; may be repeated')
    .argParser((text, before: readonly ProveReportRequest[]) => [...before, parse(text)])
    .default([], 'none');
}

function parse(text: string): ProveReportRequest {
  const [name = '', ...rest] = text.split('=');
  const format = FORMATS.find((known) => known === name);
  const file = rest.join('=');
  if (format === undefined || file === '') {
    throw new InvalidArgumentError('Write `json=FILE` or `markdown=FILE`.');
  }
  return { format, file };
}

export async function renderProveReport(format: Format, record: ProveRecord): Promise<string> {
  switch (format) {
    case 'json':
      return `${JSON.stringify(record, null, 2)}\n`;
    case 'markdown':
      return (await import('../report/prove/markdown.ts')).renderProofMarkdown(record);
  }
}
