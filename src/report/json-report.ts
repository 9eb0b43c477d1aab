import type { Reporter } from '../runner/events.ts';
import { recorder, type RunRecord } from './record.ts';
import { openReportFile } from './report-file.ts';

function renderJson(record: RunRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/**
 * Writes the run's record as JSON once the run is over.
 * @throws UsageError when the file cannot be written, before anything runs.
 */
export async function jsonReport(path: string, startedAt: Date): Promise<Reporter> {
  const file = await openReportFile(path);
  const events = recorder(startedAt);
  return {
    onEvent: (event) => {
      events.onEvent(event);
    },
    finish: async () => {
      const finished = events.record();
      if (finished !== null) await file.write(renderJson(finished));
    },
  };
}
