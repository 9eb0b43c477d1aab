import { HarnessError } from '../../lib/errors.ts';
import type { NetnsAccess } from '../../providers/provider.ts';
import { aboutNode } from '../about-node.ts';
import type { ExecOptions, Transport } from '../transport.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const defaultTimeoutMs = 60_000;

/** The node, for errors. */
export interface NetnsNode {
  readonly name: string;
  /** Why it is gone, or null while it is there. */
  readonly alive: () => Promise<string | null>;
}

/** The transport into a namespace of this host: each command is a process that enters it. */
export function netnsTransport({ enter }: NetnsAccess, node: NetnsNode): Transport {
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();

  const run = async (argv: readonly string[], options: ExecOptions): Promise<CommandResult> => {
    const signal = AbortSignal.any([closing.signal, ...(options.signal ? [options.signal] : [])]);
    signal.throwIfAborted();
    const gone = await node.alive();
    if (gone !== null) throw new HarnessError(`${node.name} is gone: ${gone}`);
    const work = runCommand([...enter, ...argv], {
      stdin: options.stdin ?? '',
      timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
      signal,
    });
    running.add(work);
    try {
      return await work;
    } catch (error) {
      throw error instanceof HarnessError ? aboutNode(node.name, error) : error;
    } finally {
      running.delete(work);
    }
  };

  const runFile = async (
    what: string,
    argv: readonly string[],
    stdin: string | Uint8Array = '',
  ): Promise<Buffer> => {
    const { exitCode, timedOut, stdout, stderr } = await run(argv, { stdin });
    if (exitCode === 0) return stdout;
    const reason = timedOut ? 'timed out' : stderr.toString('utf8').trim();
    throw new HarnessError(`${node.name}: cannot ${what}: ${reason}`);
  };

  return {
    exec: async (argv, options = {}) => {
      const result = await run(argv, options);
      return {
        ...result,
        stdout: result.stdout.toString('utf8'),
        stderr: result.stderr.toString('utf8'),
      };
    },
    put: async (content, remotePath) => {
      await runFile(`write ${remotePath}`, ['sh', '-c', putScript, 'put', remotePath], content);
    },
    get: async (remotePath) =>
      runFile(`read ${remotePath}`, ['sh', '-c', 'exec cat < "$1"', 'get', remotePath]),
    close: async () => {
      closing.abort(new HarnessError('the transport is closed'));
      await Promise.allSettled(running);
    },
  };
}

/** Writes beside the target and renames, so that nobody sees half a file. */
const putScript = [
  'part=$1.part.$$',
  'cat > "$part" && mv -f -- "$part" "$1" && exit 0',
  'rm -f -- "$part"',
  'exit 1',
].join('\n');
