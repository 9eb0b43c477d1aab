/** Sets the clock of a node to another time. */
import { jumpBetween, parseClockReadings } from '../checks/parse/clock-reading.ts';
import { setClock } from '../checks/probe/clock-marks.ts';
import { HarnessError } from '../lib/errors.ts';
import type { StepContext } from '../providers/provider.ts';
import type { ClockJump } from '../topology/faults.ts';
import type { Transport } from '../transport/transport.ts';

/**
 * The node sets its clock from what that shows, and is read before and after. The node must be a
 * machine: another one's clock is the host's.
 * @throws HarnessError where the clock has not jumped as far as it had to
 */
export async function jumpClock(
  jump: ClockJump,
  transport: Transport,
  { signal }: Pick<StepContext, 'signal'>,
): Promise<void> {
  const { node, byMs } = jump;
  const { stdout, stderr, exitCode } = await transport.exec(['sh', '-e', '-s'], {
    stdin: jumpScript(byMs),
    signal,
  });
  const [before, after] = parseClockReadings(stdout);
  if (exitCode !== 0 || before === undefined || after === undefined) {
    const why = stderr.trim() || `exit code ${String(exitCode)}`;
    throw new HarnessError(`the clock of ${node} could not be set: ${why}`, {
      remedy: 'it takes date(1) of GNU coreutils there, and no time before 1970',
    });
  }
  const { leastMs, mostMs } = jumpBetween(before, after);
  // It is set from what it shows, to which the time is missing that this takes.
  const tookMs = after.toMs - before.fromMs;
  if (leastMs <= byMs && byMs - tookMs <= mostMs) return;
  const seconds = ((leastMs + mostMs) / 2000).toFixed(2);
  throw new HarnessError(
    `the clock of ${node} was to jump by ${byMs / 1000} s, and has by ${seconds} s`,
    {
      remedy: 'something else on the node sets its clock: end it, or take another image',
    },
  );
}

function jumpScript(byMs: number): string {
  const set = `LC_ALL=C date -u -s 'now ${byMs / 1000} seconds' >/dev/null`;
  return setClock(byMs, set);
}
