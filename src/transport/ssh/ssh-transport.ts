import pLimit from 'p-limit';
import { abortable } from '../../lib/abortable.ts';
import { HarnessError } from '../../lib/errors.ts';
import { shellQuote } from '../../lib/shell-quote.ts';
import type { ExecOptions, Transport } from '../transport.ts';
import { aboutNode } from '../about-node.ts';
import { asText, type CommandResult, defaultTimeoutMs, outputOf } from '../command-result.ts';
import type { Connection } from './connect.ts';
import { runLine } from './run-line.ts';

/** Commands at a time; sshd allows 10 sessions a connection (MaxSessions, sshd_config(5)). */
const maxCommands = 8;

/** The node at the other end, for errors. */
export interface SshNode {
  readonly name: string;
  /** Why its machine is gone, or null while it runs. */
  readonly alive: () => Promise<string | null>;
}

/**
 * The transport over one connection. Files go through `cat` rather than SFTP, which would cost a
 * server process and several round trips.
 */
export function sshTransport(connection: Connection, node: SshNode): Transport {
  const limit = pLimit(maxCommands);
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();

  const run = async (line: string, options: ExecOptions): Promise<CommandResult> => {
    // A signal for each command: one that many listen to makes Node warn of a leak.
    const signal = AbortSignal.any([closing.signal, ...(options.signal ? [options.signal] : [])]);
    const work = limit(async () => {
      signal.throwIfAborted();
      return runLine(connection, line, {
        stdin: options.stdin ?? '',
        timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
        signal,
      });
    });
    running.add(work);
    try {
      return await abortable(work, signal);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof HarnessError)) throw error;
      const gone = connection.lost() === null ? null : await node.alive();
      if (gone !== null) throw new HarnessError(`${node.name} is gone: ${gone}`, { cause: error });
      throw aboutNode(node.name, error);
    } finally {
      void work.catch(() => undefined).finally(() => running.delete(work));
    }
  };

  return {
    exec: async (argv, options = {}) =>
      asText(await run(`exec ${argv.map(shellQuote).join(' ')}`, options)),
    put: async (content, remotePath) => {
      const line = putLine(remotePath, Buffer.byteLength(content));
      outputOf(await run(line, { stdin: content }), node.name, `write ${remotePath}`);
    },
    get: async (remotePath) => {
      const result = await run(`exec cat < ${shellQuote(remotePath)}`, {});
      return outputOf(result, node.name, `read ${remotePath}`);
    },
    close: async () => {
      closing.abort(new HarnessError('the transport is closed'));
      await Promise.allSettled(running);
      await connection.close();
    },
  };
}

/**
 * Writes beside the target and renames, so that nobody sees half a file. The size is compared
 * because a lost connection looks like the end of the input.
 */
function putLine(path: string, bytes: number): string {
  return [
    `path=${shellQuote(path)}`,
    'part=$path.part.$$',
    `if cat > "$part" && [ "$(wc -c < "$part")" -eq ${bytes} ] && mv -f -- "$part" "$path"`,
    'then exit 0',
    'fi',
    'rm -f -- "$part"',
    'exit 1',
  ].join('\n');
}
