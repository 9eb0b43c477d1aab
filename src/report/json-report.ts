import { openReportFile } from './report-file.ts';

/** Keeps the events of something, for a record of it once it is over. */
interface Recorder<Event> {
  onEvent(event: Event): void;
  /** Null until it is over. */
  record(): object | null;
}

/** Sees every event; `finish` writes. */
export interface ReportWriter<Event> {
  onEvent(event: Event): void;
  /** @throws HarnessError */
  finish(): Promise<void>;
}

/**
 * Writes a record as JSON once it is complete.
 * @throws UsageError when the file cannot be written, before anything runs.
 */
export async function jsonReport<Event>(
  path: string,
  recorder: Recorder<Event>,
): Promise<ReportWriter<Event>> {
  const file = await openReportFile(path);
  return {
    onEvent: (event) => {
      recorder.onEvent(event);
    },
    finish: async () => {
      const finished = recorder.record();
      if (finished !== null) await file.write(`${JSON.stringify(finished, null, 2)}\n`);
    },
  };
}
