/** A lab of namespaces of this host, for what takes a kernel but no machine. Takes root. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { compileNode, batchScript } from '../../../src/compile/node.ts';
import type { Node } from '../../../src/topology/model.ts';
import type { ExecOptions, ExecResult, Transport } from '../../../src/transport/transport.ts';
import { machineLines } from '../compile/live-node.ts';

/** A node that is configured as it says, until `end` is called. */
export interface LiveNode {
  readonly transport: Transport;
  /** Command that runs the words after it in the node. */
  readonly enter: readonly [string, ...string[]];
  end(): Promise<void>;
}

/**
 * Starts a process in network, mount and process namespaces of its own, in which the node's NICs
 * are veth devices without anybody at the other end.
 */
export async function liveNode(node: Node): Promise<LiveNode> {
  const isolation = ['-n', '-m', '-p', '-f', '--kill-child', '--mount-proc'];
  const holder = spawn('unshare', [...isolation, 'sh', '-c', 'echo ready; exec sleep infinity'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  const enter = ['nsenter', '-t', childOf(holder), '-n', '-m', '-p'] as const;
  const transport = transportInto(enter);
  const made = await transport.exec(['sh', '-e', '-s'], {
    stdin: `${machineLines(node).join('\n')}\n${batchScript('', compileNode(node))}`,
  });
  if (made.exitCode !== 0) throw new Error(`the node cannot be made: ${made.stderr}`);
  return {
    transport,
    enter,
    end: async () => {
      holder.kill('SIGKILL');
      await once(holder, 'close');
    },
  };
}

/** `unshare -f` waits for the process that is the namespace's first. */
function childOf({ pid }: ChildProcess): string {
  return readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8').trim();
}

function transportInto(inside: readonly string[]): Transport {
  const unused = () => Promise.reject(new Error('no files are copied'));
  return {
    exec: (argv, options = {}) => run([...inside, ...argv], options),
    put: unused,
    get: unused,
    close: () => Promise.resolve(),
  };
}

async function run(argv: readonly string[], options: ExecOptions): Promise<ExecResult> {
  options.signal?.throwIfAborted();
  const [command = '', ...args] = argv;
  const child = spawn(command, args, { signal: options.signal, stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  // A script that ends early leaves the rest of its input alone.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.stdin ?? '');
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, stdout, stderr, durationMs: 0, timedOut: false };
}
