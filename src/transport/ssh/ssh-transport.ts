import pLimit from 'p-limit';
import { abortable } from '../../lib/abortable.ts';
import { HarnessError } from '../../lib/errors.ts';
import { shellQuote } from '../../lib/shell-quote.ts';
import type { ExecOptions, Transport } from '../transport.ts';
import { aboutNode } from '../about-node.ts';
import type { Connection } from './connect.ts';
import { runLine } from './run-line.ts';
import type { LineResult } from './run-line.ts';

/** Commands at a time; sshd allows 10 sessions a connection (MaxSessions, sshd_config(5)). */
const maxCommands = 8;

const defaultTimeoutMs = 60_000;

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

  const run = async (line: string, options: ExecOptions): Promise<LineResult> => {
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

  const runFile = async (what: string, line: string, stdin: string | Uint8Array = '') => {
    const result = await run(line, { stdin });
    if (result.exitCode === 0) return result.stdout;
    const reason = result.timedOut ? 'timed out' : result.stderr.toString('utf8').trim();
    throw new HarnessError(`${node.name}: cannot ${what}: ${reason}`);
  };

  return {
    exec: async (argv, options = {}) => {
      const result = await run(`exec ${argv.map(shellQuote).join(' ')}`, options);
      return {
        ...result,
        stdout: result.stdout.toString('utf8'),
        stderr: result.stderr.toString('utf8'),
      };
    },
    put: async (content, remotePath) => {
      await runFile(
        `write ${remotePath}`,
        putLine(remotePath, Buffer.byteLength(content)),
        content,
      );
    },
    get: async (remotePath) =>
      runFile(`read ${remotePath}`, `exec cat < ${shellQuote(remotePath)}`),
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
