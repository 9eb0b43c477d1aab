import { HarnessError, UsageError } from '../lib/errors.ts';
import { Failures } from './all-at-once.ts';
import type { Problem } from './events.ts';
import { RunTimeout } from './run-timeout.ts';
import { StateMismatch } from './state-mismatch.ts';

/** By the error codes of system calls, errno(3). */
const remedies: Readonly<Record<string, string>> = {
  ENOSPC: 'make room on that disk',
  EROFS: 'make it writable, or set XDG_CACHE_HOME or XDG_RUNTIME_DIR to a directory that is',
  EACCES: 'make it yours, or set XDG_CACHE_HOME or XDG_RUNTIME_DIR to a directory that is',
};

/** What went wrong, for people. */
export function problemsOf(error: unknown): readonly Problem[] {
  return error instanceof Failures ? error.all.flatMap(problemsOf) : [problemOf(error)];
}

/** The reason for which a run was stopped from outside. */
export function stopProblem(reason: unknown): Problem {
  const remedy = reason instanceof RunTimeout ? 'allow more by --timeout' : null;
  const message = reason instanceof Error ? reason.message : String(reason);
  return { message, remedy, detail: null };
}

function problemOf(error: unknown): Problem {
  if (error instanceof StateMismatch) {
    return { message: error.message, remedy: error.remedy, detail: error.diff };
  }
  if (error instanceof HarnessError) {
    return { message: error.message, remedy: error.remedy, detail: null };
  }
  if (error instanceof UsageError) return { message: error.message, remedy: null, detail: null };
  if (isSystemError(error)) {
    return { message: error.message, remedy: remedies[error.code ?? ''] ?? null, detail: null };
  }
  const detail = error instanceof Error ? (error.stack ?? null) : null;
  return { message: String(error), remedy: 'please report this defect of wirelab', detail };
}

/** The host's kernel refused a system call. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
