import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { HarnessError } from './errors.ts';
import { hostEnvironment } from './host-environment.ts';

export interface HostProcessOptions {
  /** Ends the process and its children; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Default: empty. */
  readonly stdin?: string;
  /** Default: this process's own, with the directories of system commands on the path. */
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** In milliseconds. Default: 60 000. */
  readonly timeoutMs?: number;
  /** From the signal that asks to the one that cannot be ignored, in milliseconds. Default: 2000. */
  readonly graceMs?: number;
  /** Told every line of standard output as it comes. */
  readonly onStdoutLine?: (line: string) => void;
  /** Told every line of standard error as it comes. */
  readonly onStderrLine?: (line: string) => void;
}

/** How a process of this host ended. */
export interface HostProcessEnd {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command on this host, without a shell, in a process group of its own: a Ctrl-C in the
 * terminal must not reach the commands of a teardown. Returns when it and its children are gone.
 * @throws HarnessError when it cannot be started
 * @throws the signal's reason
 */
export async function runProcess(
  argv: readonly [string, ...string[]],
  options: HostProcessOptions = {},
): Promise<HostProcessEnd> {
  const { signal, timeoutMs = 60_000, graceMs = 2000 } = options;
  signal?.throwIfAborted();
  const [file, ...args] = argv;
  const child = spawn(file, args, {
    detached: true,
    stdio: 'pipe',
    env: options.env ?? hostEnvironment(),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  if (options.onStdoutLine !== undefined) {
    createInterface({ input: child.stdout }).on('line', options.onStdoutLine);
  }
  if (options.onStderrLine !== undefined) {
    createInterface({ input: child.stderr }).on('line', options.onStderrLine);
  }
  // A command that ends without reading its input is judged by its exit code.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.stdin ?? '');

  let timedOut = false;
  let insisting: NodeJS.Timeout | undefined;
  const end = (): void => {
    signalGroup(child.pid, 'SIGTERM');
    insisting ??= setTimeout(() => {
      signalGroup(child.pid, 'SIGKILL');
    }, graceMs);
  };
  const timer = setTimeout(() => {
    timedOut = true;
    end();
  }, timeoutMs);
  signal?.addEventListener('abort', end);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('close', resolve);
      child.once('error', (error: NodeJS.ErrnoException) => {
        reject(startError(file, error));
      });
    });
    signal?.throwIfAborted();
    return { code, timedOut, stdout, stderr };
  } finally {
    clearTimeout(timer);
    clearTimeout(insisting);
    signal?.removeEventListener('abort', end);
  }
}

/** Signals a process group; one that has ended is left alone. */
export function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended already.
  }
}

function startError(file: string, error: NodeJS.ErrnoException): HarnessError {
  const missing = error.code === 'ENOENT';
  return new HarnessError(
    missing ? `${file} is not installed` : `${file} cannot be run: ${error.message}`,
    { cause: error, remedy: 'run `npm run setup`' },
  );
}
