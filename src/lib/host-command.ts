import { HarnessError } from './errors.ts';
import { type HostProcessOptions, runProcess } from './host-process.ts';

/**
 * Runs a command on this host, without a shell, and returns its standard output.
 * @throws HarnessError with the command and its standard error when it fails
 * @throws the signal's reason
 */
export async function hostCommand(
  argv: readonly [string, ...string[]],
  options: HostProcessOptions = {},
): Promise<string> {
  const { code, timedOut, stdout, stderr } = await runProcess(argv, options);
  if (code === 0 && !timedOut) return stdout;
  const ending = code === null ? 'it was killed' : `exit code ${code}`;
  const reason = timedOut ? 'it took too long' : stderr.trim() || ending;
  throw new HarnessError(`${argv.join(' ')} failed: ${reason}`);
}
