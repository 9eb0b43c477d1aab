import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HarnessError } from '../../lib/errors.ts';
import { vagrant, type VagrantCall } from './vagrant.ts';

/**
 * The host key of a machine that has made its own, base64 of the public key blob: asked for on the first
 * contact, by way of Vagrant, and kept in the lab's directory. From then on no other is accepted.
 * @throws HarnessError
 */
export async function firstSeenHostKey(node: string, call: VagrantCall): Promise<string> {
  const file = join(call.directory, `host-key.${node}`);
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known !== null) return known;
  const command = 'cat /etc/ssh/ssh_host_ed25519_key.pub';
  const said = await vagrant(['ssh', node, '--no-tty', '--command', command], call);
  const [, key] = /^ssh-ed25519 ([A-Za-z0-9+/=]+)/m.exec(said) ?? [];
  if (key === undefined) throw new HarnessError(`${node} has no host key of the kind ed25519`);
  await writeFile(file, key);
  return key;
}
