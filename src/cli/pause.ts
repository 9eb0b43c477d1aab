/** A run that waits before it removes its lab. */
import { createInterface } from 'node:readline';
import type { CaseResult } from '../checks/result.ts';
import { UsageError } from '../lib/errors.ts';
import { waysIn } from '../report/ways-in.ts';
import { say } from './output.ts';

/** @throws UsageError where nobody can be asked */
export function requireTerminal(): void {
  // The types say that isTTY is always there; a pipe has none.
  const streams: readonly { readonly isTTY?: boolean }[] = [process.stdin, process.stderr];
  if (streams.every(({ isTTY }) => isTTY === true)) return;
  throw new UsageError(
    '--pause-on-fail waits for Enter, and there is no terminal; --keep-on-fail leaves the lab running.',
  );
}

/** Says how to get into the lab, and waits for Enter, or for the signal. */
export async function pauseIn(
  lab: string,
  cases: readonly CaseResult[],
  signal: AbortSignal,
): Promise<void> {
  say(
    [
      `\nThe lab ${lab} waits as it failed. In another terminal:`,
      ...waysIn(lab, cases),
      'Enter removes it.',
    ].join('\n'),
  );
  const lines = createInterface({ input: process.stdin });
  await new Promise<void>((resolve) => {
    const end = (): void => {
      resolve();
    };
    lines.once('line', end);
    lines.once('close', end);
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
  });
  lines.close();
}
