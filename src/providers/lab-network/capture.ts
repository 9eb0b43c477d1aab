import { type ChildProcess, spawn } from 'node:child_process';
import { HarnessError } from '../../lib/errors.ts';
import { markedEnvironment } from '../../lib/marked-processes.ts';
import type { Capture } from '../provider.ts';
import type { LabNamespace } from './lab-namespace.ts';

/** How long tcpdump may take to open the device, and to write what it has caught. */
const openTimeoutMs = 10_000;
const closeTimeoutMs = 10_000;

/**
 * Catches what crosses a device of the lab's namespace. Resolves once packets are being caught.
 * @throws HarnessError when tcpdump cannot be run, or does not take the filter
 */
export function captureOn(
  namespace: Pick<LabNamespace, 'inside'>,
  spec: { readonly lab: string; readonly device: string; readonly filter: string },
): Promise<Capture> {
  const [command, ...args] = namespace.inside([
    'tcpdump',
    ...['-i', spec.device, '-w', '-', '-U', '--immediate-mode', '-n', '-s', '0'],
    // It would change to a user of its own otherwise, who may be missing in the namespace.
    ...['-Z', 'root'],
    spec.filter,
  ]);
  // In a process group of its own: a Ctrl-C in the terminal must not end a capture early.
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: markedEnvironment(spec.lab),
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => {
      resolve();
    });
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new HarnessError(`tcpdump did not open ${spec.device} in ${openTimeoutMs} ms`));
    }, openTimeoutMs);
    const fail = (reason: string): void => {
      clearTimeout(timer);
      reject(new HarnessError(`tcpdump failed: ${reason}`, { remedy: 'run `npx wirelab doctor`' }));
    };
    child.on('error', (error) => {
      fail(error.message);
    });
    child.on('close', () => {
      fail(stderr.trim());
    });
    child.stderr.on('data', () => {
      if (!stderr.includes('listening on')) return;
      clearTimeout(timer);
      resolve({
        stop: async () => {
          // In all of these, what was not caught must not count as what did not cross.
          if (isOver(child)) throw new HarnessError(`tcpdump ended by itself: ${stderr.trim()}`);
          await interrupt(child, ended);
          refuseLosses(stderr);
          return Buffer.concat(chunks);
        },
      });
    });
  });
}

/** tcpdump counts when it ends; one that had to be killed does not (tcpdump(8)). */
function refuseLosses(stderr: string): void {
  const [, dropped] = /^(\d+) packets? dropped by kernel/m.exec(stderr) ?? [];
  if (dropped === undefined) throw new HarnessError(`tcpdump was cut short: ${stderr.trim()}`);
  if (dropped !== '0') throw new HarnessError(`tcpdump lost ${dropped} packets`);
}

function isOver({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** tcpdump writes all that it has caught when it is interrupted (tcpdump(8)). */
async function interrupt(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const timer = setTimeout(() => child.kill('SIGKILL'), closeTimeoutMs);
  child.kill('SIGINT');
  await ended;
  clearTimeout(timer);
}
