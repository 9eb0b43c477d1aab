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
  namespace: LabNamespace,
  spec: { readonly lab: string; readonly device: string; readonly filter: string },
): Promise<Capture> {
  const [command, ...args] = namespace.inside([
    'tcpdump',
    ...['-i', spec.device, '-w', '-', '-U', '--immediate-mode', '-n', '-s', '0'],
    ...(process.getuid?.() === 0 ? ['-Z', 'root'] : []),
    spec.filter,
  ]);
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: markedEnvironment(spec.lab),
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => {
      resolve();
    });
  });
  return new Promise((resolve, reject) => {
    let stderr = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new HarnessError(`tcpdump did not open ${spec.device} in ${openTimeoutMs} ms`));
    }, openTimeoutMs);
    const fail = (reason: string): void => {
      clearTimeout(timer);
      reject(new HarnessError(`tcpdump failed: ${reason}`, { remedy: 'run `wirelab doctor`' }));
    };
    child.on('error', (error) => {
      fail(error.message);
    });
    child.on('close', () => {
      fail(stderr.trim());
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
      if (!stderr.includes('listening on')) return;
      clearTimeout(timer);
      resolve({ stop: () => stopCapture(child, ended, chunks) });
    });
  });
}

/** tcpdump writes all that it has caught when it is interrupted (tcpdump(8)). */
async function stopCapture(
  child: ChildProcess,
  ended: Promise<void>,
  chunks: readonly Buffer[],
): Promise<Uint8Array> {
  const timer = setTimeout(() => child.kill('SIGKILL'), closeTimeoutMs);
  child.kill('SIGINT');
  await ended;
  clearTimeout(timer);
  return Buffer.concat(chunks);
}
