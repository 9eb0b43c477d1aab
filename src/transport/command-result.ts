import { HarnessError } from '../lib/errors.ts';
import type { ExecResult } from './transport.ts';

/** A command's time unless its caller says otherwise, in milliseconds. */
export const defaultTimeoutMs = 60_000;

/** What became of a command, with its output as it came. */
export interface CommandResult {
  /** Null when timed out. */
  readonly exitCode: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly durationMs: number;
  readonly timedOut: boolean;
}

/** The result with its output as text. */
export function asText(result: CommandResult): ExecResult {
  return {
    ...result,
    stdout: result.stdout.toString('utf8'),
    stderr: result.stderr.toString('utf8'),
  };
}

/** What a command printed that had to succeed. @throws HarnessError that names node and purpose */
export function outputOf(result: CommandResult, node: string, purpose: string): Buffer {
  if (result.exitCode === 0) return result.stdout;
  const reason = result.timedOut ? 'timed out' : result.stderr.toString('utf8').trim();
  throw new HarnessError(`${node}: cannot ${purpose}: ${reason}`);
}
