import { openReportFile } from './report-file.ts';

/** Keeps the events of something, for a text about it once it is over. */
export interface Teller<Event> {
  onEvent(event: Event): void;
  /** Null until it is over. */
  text(): string | null;
}

/** Sees every event; `finish` writes. */
export interface ReportWriter<Event> {
  onEvent(event: Event): void;
  /** @throws HarnessError */
  finish(): Promise<void>;
}

/**
 * Writes a report once what it is about is over.
 * @throws UsageError when the file cannot be written, before anything runs.
 */
export async function reportWriter<Event>(
  path: string,
  teller: Teller<Event>,
): Promise<ReportWriter<Event>> {
  const file = await openReportFile(path);
  return {
    onEvent: (event) => {
      teller.onEvent(event);
    },
    finish: async () => {
      const text = teller.text();
      if (text !== null) await file.write(text);
    },
  };
}

/** A teller from a recorder, and what makes a text of its record. */
export function telling<Event, Record>(
  recorder: { onEvent(event: Event): void; record(): Record | null },
  render: (record: Record) => string,
): Teller<Event> {
  return {
    onEvent: (event) => {
      recorder.onEvent(event);
    },
    text: () => {
      const record = recorder.record();
      return record === null ? null : render(record);
    },
  };
}
