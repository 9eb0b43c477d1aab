import { HarnessError } from '../../lib/errors.ts';

/**
 * The key type that a public key blob names in its first field (RFC 4253, section 6.6).
 * @throws HarnessError when it is not such a blob
 */
export function keyTypeOf(hostKey: string): string {
  const blob = Buffer.from(hostKey, 'base64');
  const length = blob.length < 4 ? 0 : blob.readUInt32BE(0);
  const type = blob.toString('latin1', 4, 4 + length);
  if (!/^[a-z][\w@.-]+$/.test(type)) {
    throw new HarnessError(`the pinned host key is not a base64 SSH public key: '${hostKey}'`);
  }
  return type;
}

/** Signature algorithms that prove possession of a key of this type (RFC 8332 for RSA). */
export function signatureAlgorithms(keyType: string): readonly string[] {
  return keyType === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [keyType];
}
