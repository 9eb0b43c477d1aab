import type { Client, ClientChannel } from 'ssh2';
import { HarnessError } from '../../lib/errors.ts';
import { poll } from '../../lib/poll.ts';
import type { Connection } from './connect.ts';
import { exitCodeOfSignal } from '../exit-code.ts';

/** A node that opens no channel for so long is not just busy. */
const openDeadlineMs = 10_000;

/** Failures to open a channel that mean "not now" (RFC 4254, section 5.1). */
const busyReasons: readonly unknown[] = [2, 4];

/** A shell command that runs on a channel of its own. */
export interface Command {
  readonly channel: ClientChannel;
  /**
   * The exit code, once the channel has closed and all output has been read; null when the
   * connection went first.
   */
  readonly exit: Promise<number | null>;
}

/**
 * Starts a shell command on a channel of its own. sshd counts a session until some time after its
 * channel has closed, so quick commands can run into MaxSessions: then it is tried again.
 * @throws HarnessError when there is no connection, or the node opens no more channels
 * @throws the signal's reason
 */
export async function startCommand(
  connection: Connection,
  command: string,
  signal?: AbortSignal,
): Promise<Command> {
  let refusal: unknown = null;
  const { value } = await poll(
    async () => {
      try {
        return await request(connection.client, command);
      } catch (error) {
        refusal = error;
        if (isBusy(error)) return null;
        throw lossError(connection, error);
      }
    },
    { signal, deadlineMs: openDeadlineMs, firstPauseMs: 5, maxPauseMs: 100 },
  );
  if (value === null) throw lossError(connection, refusal);
  return value;
}

function request(client: Client, command: string): Promise<Command> {
  return new Promise((resolve, reject) => {
    client.exec(command, (error, channel) => {
      if (error === undefined) resolve(commandOn(channel));
      else reject(error);
    });
  });
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'reason' in error && busyReasons.includes(error.reason);
}

/** Listens at once, because the exit status may come in the same packet as the start. */
function commandOn(channel: ClientChannel): Command {
  // Input that comes after the command's end is nobody's.
  channel.on('error', () => undefined);
  return { channel, exit: exitOf(channel) };
}

function exitOf(channel: ClientChannel): Promise<number | null> {
  return new Promise((resolve) => {
    let exitCode: number | null = null;
    channel.on('exit', (code: number | null, signal?: string) => {
      exitCode = code ?? exitCodeOfSignal(signal ?? '');
    });
    let open = 2;
    const close = () => {
      if (--open === 0) resolve(exitCode);
    };
    // Each stream closes when all of its data has been read; `exit` comes earlier.
    channel.once('close', close);
    channel.stderr.once('close', close);
  });
}

/** What to tell when a command has no exit code. */
export function lossError(connection: Connection, cause?: unknown): HarnessError {
  const lost = connection.lost();
  if (lost !== null) return new HarnessError(`the SSH connection is lost: ${lost}`, { cause });
  const reason = cause instanceof Error ? cause.message : 'it ended without an exit status';
  return new HarnessError(`a command could not be run over SSH: ${reason}`, { cause });
}
