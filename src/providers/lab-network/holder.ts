import { spawn } from 'node:child_process';
import { HarnessError } from '../../lib/errors.ts';
import { markedEnvironment } from '../../lib/marked-processes.ts';
import { identityOf, type ProcessIdentity } from '../../lib/process-identity.ts';

/**
 * Starts a process that does nothing but hold namespaces open. It must print a line when they are
 * ready, and never end; it outlives this process.
 * @throws HarnessError with what it said, when it ends
 */
export function startHolder(
  [file, ...args]: readonly [string, ...string[]],
  lab: string,
): Promise<ProcessIdentity> {
  const child = spawn(file, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: markedEnvironment(lab),
    cwd: '/',
  });
  child.unref();
  return new Promise((resolve, reject) => {
    let stderr = '';
    const fail = (reason: string): void => {
      reject(
        new HarnessError(`cannot make a network namespace: ${reason}`, {
          remedy: 'run `npx wirelab doctor`',
        }),
      );
    };
    child.on('error', (error) => {
      fail(error.message);
    });
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('close', () => {
      fail(stderr.trim());
    });
    child.stdout.once('data', () => {
      const identity = child.pid === undefined ? null : identityOf(child.pid);
      // Neither pipe may keep this process waiting for one that never ends.
      child.stdout.destroy();
      child.stderr.destroy();
      child.removeAllListeners('close');
      if (identity === null) fail('its process ended at once');
      else resolve(identity);
    });
  });
}
