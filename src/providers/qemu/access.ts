import { createHash } from 'node:crypto';
import type { SshAccess } from '../provider.ts';
import type { Image } from './image.ts';
import type { LabNamespace } from '../lab-network/lab-namespace.ts';

/** How to reach the sshd that listens on this loopback address of the lab's namespace. */
export function accessTo(image: Image, namespace: LabNamespace, address: string): SshAccess {
  return {
    kind: 'ssh',
    user: 'root',
    keyFile: image.keyFile,
    hostKey: image.hostKey,
    proxy: namespace.inside(['socat', '-', `TCP4:${address}:22`]),
  };
}

/**
 * The loopback address that a node's sshd is forwarded to: 24 bits of its name's hash, so that
 * nothing has to be remembered.
 */
export function mgmtListenAddress(node: string): string {
  const [a = 0, b = 0, c = 0] = createHash('sha256').update(node).digest();
  return `127.${a}.${b}.${c === 0 || c === 255 ? 1 : c}`;
}
