import { type ChildProcess, spawn } from 'node:child_process';
import { HarnessError } from '../../lib/errors.ts';
import { hostEnvironment } from '../../lib/host-environment.ts';
import { signalGroup } from '../../lib/host-process.ts';
import type { CommandResult } from '../command-result.ts';
import { exitCodeOfSignal } from '../exit-code.ts';
import { maxOutputBytes } from '../output-limit.ts';

/** For what a killed command has said already. */
const LAST_WORDS_MS = 100;

export interface CommandOptions {
  readonly stdin: string | Uint8Array;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** What root finds on a node that it logs in to. */
function loginEnvironment(): NodeJS.ProcessEnv {
  const { PATH } = hostEnvironment();
  return { PATH, HOME: '/root', USER: 'root', LOGNAME: 'root', SHELL: '/bin/sh' };
}

/**
 * Runs a command in a process group of its own, which is killed with it when it is timed out,
 * aborted or too talkative.
 * @throws HarnessError when it cannot be started, or says too much
 * @throws the signal's reason
 */
export async function runCommand(
  [file = '', ...args]: readonly string[],
  { stdin, timeoutMs, signal }: CommandOptions,
): Promise<CommandResult> {
  signal.throwIfAborted();
  const startedAt = performance.now();
  const child = start(file, args);
  const time = { isUp: false };
  const output = gather(child);
  // A command that ends without reading its input is judged by its exit code.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(stdin);
  const onAbort = (): void => {
    giveUp(child);
  };
  signal.addEventListener('abort', onAbort);
  const timer = setTimeout(() => {
    time.isUp = true;
    giveUp(child);
  }, timeoutMs);
  try {
    const exitCode = await exitOf(child);
    signal.throwIfAborted();
    if (output.overflown()) {
      throw new HarnessError(`a command said more than ${maxOutputBytes} bytes`);
    }
    return {
      exitCode: time.isUp ? null : exitCode,
      stdout: output.stdout(),
      stderr: output.stderr(),
      durationMs: performance.now() - startedAt,
      timedOut: time.isUp,
    };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

function start(file: string, args: readonly string[]): ChildProcess {
  try {
    return spawn(file, args, { detached: true, stdio: 'pipe', env: loginEnvironment(), cwd: '/' });
  } catch (error) {
    // An argument with a NUL byte, or more than Linux takes.
    throw startError(file, error);
  }
}

function startError(file: string, cause: unknown): HarnessError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new HarnessError(`${file} cannot be run: ${why}`, { cause });
}

/** Gathers what a command says, and kills it when that is too much. */
function gather(child: ChildProcess) {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let bytes = 0;
  const keepIn = (chunks: Buffer[]) => (chunk: Buffer) => {
    if (bytes > maxOutputBytes) return;
    bytes += chunk.length;
    chunks.push(chunk);
    if (bytes > maxOutputBytes) killGroup(child);
  };
  child.stdout?.on('data', keepIn(stdout));
  child.stderr?.on('data', keepIn(stderr));
  return {
    stdout: () => Buffer.concat(stdout),
    stderr: () => Buffer.concat(stderr),
    overflown: () => bytes > maxOutputBytes,
  };
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      reject(startError(child.spawnfile, error));
    });
    child.once('close', (code, signal) => {
      resolve(code ?? (signal === null ? 128 : exitCodeOfSignal(signal)));
    });
  });
}

/** A daemon that has left the group may hold what the command writes to: nobody waits for it. */
function giveUp(child: ChildProcess): void {
  killGroup(child);
  setTimeout(() => {
    child.stdout?.destroy();
    child.stderr?.destroy();
  }, LAST_WORDS_MS);
}

function killGroup({ pid }: ChildProcess): void {
  signalGroup(pid, 'SIGKILL');
}
