import { type ExitCode, exitCodeOfSignal, exitCodes } from './exit-codes.ts';
import { say } from './output.ts';
import { watchSignals } from './signals.ts';

/** Does work that a signal aborts, and returns its exit code, or the signal's where one came. */
export async function interruptible<Code extends number>(
  work: (signal: AbortSignal) => Promise<Code>,
  onRepeat: () => void = () => undefined,
): Promise<Code | ExitCode> {
  const interruption = watchSignals(onRepeat);
  let code: Code | ExitCode = exitCodes.harness;
  try {
    code = await work(interruption.signal);
    const signal = interruption.received();
    if (signal !== null) code = exitCodeOfSignal(signal);
  } catch (error) {
    const signal = interruption.received();
    if (signal === null) throw error;
    say(error instanceof Error ? error.message : String(error));
    code = exitCodeOfSignal(signal);
  } finally {
    interruption.release(code);
  }
  return code;
}
