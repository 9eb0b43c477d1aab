import { join } from 'node:path';
import { hostCommand } from '../../lib/host-command.ts';

/** What every image has of its keys; the other halves are made with them. */
export const keyNames: readonly string[] = ['client_key', 'host_key.pub'];

/** The nodes' SSH host key, and the key that opens them. */
export async function makeKeys(directory: string, signal: AbortSignal): Promise<void> {
  const type = ['-t', 'ed25519', '-N', '', '-C', 'wirelab'];
  for (const name of ['host_key', 'client_key']) {
    await hostCommand(['ssh-keygen', '-q', ...type, '-f', join(directory, name)], { signal });
  }
}
