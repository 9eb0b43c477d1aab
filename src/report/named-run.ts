import type { RunRecord } from './record.ts';

/** A run and what it is called among others. */
export interface NamedRun {
  readonly name: string;
  readonly run: RunRecord;
}
