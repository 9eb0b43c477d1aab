import { abortable } from '../../lib/abortable.ts';
import { HarnessError } from '../../lib/errors.ts';
import { poll } from '../../lib/poll.ts';
import type { SshAccess } from '../../providers/provider.ts';
import type { OpenOptions } from '../open-options.ts';
import type { Transport } from '../transport.ts';
import { aboutNode } from '../about-node.ts';
import { connect } from './connect.ts';
import type { Connection, ConnectOptions } from './connect.ts';
import { readPrivateKey } from './private-key.ts';
import { runLine } from './run-line.ts';
import { sshTransport } from './ssh-transport.ts';

export interface OpenSshOptions extends OpenOptions {
  /** Between two keep-alives; after three without an answer the connection is lost. Default: 5000. */
  readonly keepAliveMs?: number;
}

/** A long wait says this often what it waits for. */
const heartbeatMs = 30_000;

/** Bounds of one try. A booting machine may swallow a connection; a busy one needs its time. */
const firstTryMs = 4000;
const maxTryMs = 20_000;

/**
 * Connects to a node that may still be booting, and returns when a command has answered.
 * @throws HarnessError when the deadline passes, the machine is gone, or trying again cannot help
 */
export async function openSsh(access: SshAccess, options: OpenSshOptions): Promise<Transport> {
  const { node = 'the node', keepAliveMs = 5000, signal, deadlineMs } = options;
  const privateKey = await readPrivateKey(access.keyFile);
  let lastError: unknown = null;
  const lastMessage = () => (lastError instanceof Error ? lastError.message : 'no answer yet');
  const heartbeat = setInterval(() => {
    options.progress?.(`waiting for SSH on ${node} (${lastMessage()})`);
  }, heartbeatMs);
  try {
    const result = await poll(
      async ({ number, remainingMs }) => {
        const timeoutMs = Math.min(
          firstTryMs * 1.5 ** (number - 1),
          maxTryMs,
          Math.max(remainingMs, 1),
        );
        try {
          const connectOptions = { privateKey, timeoutMs, keepAliveMs, signal };
          return await tryOnce(access, connectOptions, options.greeting);
        } catch (error) {
          signal.throwIfAborted();
          const gone = await options.alive();
          if (gone !== null) throw new HarnessError(`${node} is gone: ${gone}`, { cause: error });
          if (error instanceof HarnessError) throw aboutNode(node, error);
          lastError = error;
          return null;
        }
      },
      { signal, deadlineMs, firstPauseMs: 50, maxPauseMs: 300 },
    );
    if (result.value !== null) {
      return sshTransport(result.value, { name: node, alive: options.alive });
    }
    throw new HarnessError(
      `${node} did not answer over SSH within ${deadlineMs / 1000} s` +
        ` (${result.tries} tries; the last one: ${lastMessage()})`,
      { cause: lastError },
    );
  } finally {
    clearInterval(heartbeat);
  }
}

/**
 * Connects, and makes sure that a command is answered.
 * @throws HarnessError when another try cannot help, Error when it may
 */
async function tryOnce(
  access: SshAccess,
  options: ConnectOptions,
  greeting: OpenSshOptions['greeting'],
): Promise<Connection> {
  const connection = await connect(access, options);
  try {
    const answer = runLine(connection, greeting?.line ?? ':', { stdin: '', ...options });
    const { exitCode, timedOut, stdout } = await abortable(answer, options.signal);
    if (exitCode === 0) {
      greeting?.onAnswer(stdout.toString());
      return connection;
    }
    throw new Error(
      timedOut ? 'no answer to the first command' : `the shell ends with code ${String(exitCode)}`,
    );
  } catch (error) {
    await connection.close();
    throw new Error(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
