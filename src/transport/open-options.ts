import type { Progress } from '../providers/provider.ts';

export interface OpenOptions {
  readonly signal: AbortSignal;
  /** Until a command must have answered, from the call on. */
  readonly deadlineMs: number;
  readonly progress?: Progress;
  /** Says why the node is gone, or null while it runs: there is no point in waiting then. */
  readonly alive: () => Promise<string | null>;
  /** Names the node in messages. Default: `the node`. */
  readonly node?: string;
  /** What the node is asked first, as a line of shell, and who is told what it says. */
  readonly greeting?: { readonly line: string; readonly onAnswer: (stdout: string) => void };
}
