import { HarnessError } from '../../lib/errors.ts';
import type { NetnsAccess } from '../../providers/provider.ts';
import { aboutNode } from '../about-node.ts';
import type { ExecOptions, Transport } from '../transport.ts';
import { asText, type CommandResult, defaultTimeoutMs, outputOf } from '../command-result.ts';
import { runCommand } from './run-command.ts';

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

  return {
    exec: async (argv, options = {}) => asText(await run(argv, options)),
    put: async (content, remotePath) => {
      const result = await run(['sh', '-c', putScript, 'put', remotePath], { stdin: content });
      outputOf(result, node.name, `write ${remotePath}`);
    },
    get: async (remotePath) => {
      const result = await run(['sh', '-c', 'exec cat < "$1"', 'get', remotePath], {});
      return outputOf(result, node.name, `read ${remotePath}`);
    },
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
