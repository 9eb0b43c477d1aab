import { CommanderError } from 'commander';
import { HarnessError, UsageError } from '../lib/errors.ts';
import { colorsFor } from '../report/colors.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { say } from './output.ts';

/** Tells people of an error that ended a verb, and returns its exit code. */
export function reportFault(error: unknown): ExitCode {
  const { red, bold } = colorsFor(process.stderr, process.env);
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? exitCodes.passed : exitCodes.usage;
  }
  if (error instanceof UsageError) {
    say(error.message);
    return exitCodes.usage;
  }
  if (error instanceof HarnessError) {
    say(`${red('error:')} ${bold(error.message)}`);
    if (error.remedy !== null) say(`  ${error.remedy}`);
    return exitCodes.harness;
  }
  say(`${red('error:')} this is a defect of wirelab, please report it:`);
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCodes.harness;
}
