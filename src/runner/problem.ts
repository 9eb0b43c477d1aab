import { HarnessError, UsageError } from '../lib/errors.ts';
import type { Problem } from './events.ts';
import { RunTimeout } from './run-timeout.ts';
import { StateMismatch } from './state-mismatch.ts';

/** What went wrong, for people. A defect of wirelab itself brings its stack. */
export function problemOf(error: unknown): Problem {
  if (error instanceof StateMismatch) {
    return { message: error.message, remedy: error.remedy, detail: error.diff };
  }
  if (error instanceof HarnessError) {
    return { message: error.message, remedy: error.remedy, detail: null };
  }
  if (error instanceof RunTimeout) {
    return { message: error.message, remedy: 'allow more by --timeout', detail: null };
  }
  if (error instanceof UsageError || isInterruption(error)) {
    return { message: error.message, remedy: null, detail: null };
  }
  const detail = error instanceof Error ? (error.stack ?? null) : null;
  return { message: String(error), remedy: 'please report this defect of wirelab', detail };
}

function isInterruption(error: unknown): error is Error {
  return error instanceof Error && error.message.startsWith('interrupted by ');
}
