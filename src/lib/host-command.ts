import { execFile } from 'node:child_process';
import { HarnessError } from './errors.ts';

export interface HostCommandOptions {
  readonly signal?: AbortSignal;
  readonly stdin?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** In milliseconds. Default: 60 000. */
  readonly timeoutMs?: number;
}

/**
 * Runs a command on this host, without a shell, and returns its standard output.
 * @throws HarnessError with the command and its standard error when it fails
 */
export function hostCommand(
  argv: readonly [string, ...string[]],
  options: HostCommandOptions = {},
): Promise<string> {
  const [file, ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = execFile(
      file,
      args,
      {
        timeout: options.timeoutMs ?? 60_000,
        maxBuffer: 64 * 1024 * 1024,
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        ...(options.env === undefined ? {} : { env: options.env }),
      },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else if (options.signal?.aborted === true) reject(options.signal.reason as Error);
        else {
          const said = stderr.trim() === '' ? error.message : stderr.trim();
          reject(new HarnessError(`${argv.join(' ')} failed: ${said}`, { cause: error }));
        }
      },
    );
    // A command that ends without reading its input is judged by its exit code.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.stdin ?? '');
  });
}
