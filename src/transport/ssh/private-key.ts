import { readFile } from 'node:fs/promises';
import ssh2 from 'ssh2';
import { HarnessError } from '../../lib/errors.ts';

/** @throws HarnessError when the file cannot be read or holds no private key */
export async function readPrivateKey(file: string): Promise<Buffer> {
  try {
    const content = await readFile(file);
    const key = ssh2.utils.parseKey(content);
    if (key instanceof Error) throw key;
    if (!key.isPrivateKey()) throw new Error('it holds a public key');
    return content;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HarnessError(`cannot use the SSH key ${file}: ${reason}`, { cause: error });
  }
}
