import { HarnessError } from '../../lib/errors.ts';
import { lossError, startCommand } from './channel.ts';
import type { Connection } from './connect.ts';
import { killCommand } from './kill.ts';
import type { CommandResult } from '../command-result.ts';
import { maxOutputBytes } from '../output-limit.ts';
import { announceGroup, gather } from './output.ts';

/** Longest single argument of a program, the terminating NUL apart: MAX_ARG_STRLEN, execve(2). */
const maxLineBytes = 128 * 1024 - 1;

export interface LineOptions {
  readonly stdin: string | Uint8Array;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** What made a command end; an exit code of null is a lost connection. */
type End =
  | { readonly kind: 'exit'; readonly code: number | null }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'stop'; readonly reason: unknown };

/**
 * Runs one line of shell on a channel of its own.
 *
 * A command that is timed out, aborted or too talkative is killed with its process group first.
 * Closing the channel would not end it (sshd hangs up on terminals only), and OpenSSH 9.2 refuses
 * SSH's own signal request for root. So each line announces its group, which costs no process, and
 * a second channel kills that group.
 * @throws HarnessError when the connection is lost, or the line or its output cannot be passed
 * @throws the signal's reason
 */
export async function runLine(
  connection: Connection,
  line: string,
  options: LineOptions,
): Promise<CommandResult> {
  const startedAt = performance.now();
  const text = `${announceGroup}; ${line}`;
  checkText(text);
  const watch = watchFor(options);
  try {
    const command = await startCommand(connection, text, options.signal);
    const output = gather(command.channel, () => {
      watch.stop(new HarnessError(`a command said more than ${maxOutputBytes} bytes`));
    });
    command.channel.end(options.stdin);
    const end = await Promise.race([
      command.exit.then((code): End => ({ kind: 'exit', code })),
      watch.interrupted,
    ]);
    if (end.kind !== 'exit') await killCommand(connection, command, output.group);
    if (end.kind === 'stop') throw end.reason;
    if (end.kind === 'exit' && end.code === null) throw lossError(connection);
    return {
      exitCode: end.kind === 'exit' ? end.code : null,
      stdout: output.stdout(),
      stderr: output.stderr(),
      durationMs: performance.now() - startedAt,
      timedOut: end.kind === 'timeout',
    };
  } finally {
    watch.dispose();
  }
}

interface Watch {
  readonly interrupted: Promise<End>;
  stop(reason: unknown): void;
  dispose(): void;
}

/** Watches for what ends a command from outside: its timer, its signal, or `stop`. */
function watchFor({ timeoutMs, signal }: LineOptions): Watch {
  let interrupt: ((end: End) => void) | undefined;
  const interrupted = new Promise<End>((resolve) => {
    interrupt = resolve;
  });
  const stop = (reason: unknown) => interrupt?.({ kind: 'stop', reason });
  const onAbort = () => stop(signal.reason);
  const timer = setTimeout(() => interrupt?.({ kind: 'timeout' }), timeoutMs);
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  return {
    interrupted,
    stop,
    dispose: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    },
  };
}

function checkText(text: string): void {
  if (text.includes('\0')) throw new HarnessError('a command line cannot hold a NUL byte');
  const bytes = Buffer.byteLength(text);
  if (bytes <= maxLineBytes) return;
  throw new HarnessError(
    `a command line of ${bytes} bytes is longer than the ${maxLineBytes} that Linux takes`,
    { remedy: 'pass the data through standard input' },
  );
}
