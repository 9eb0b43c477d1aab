import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { hostEnvironment } from './host-environment.ts';
import { hostCommand } from './host-command.ts';

const isRoot = process.getuid?.() === 0;

/**
 * Options of unshare(1) that make an ordinary user root of a user namespace. The users of
 * /etc/subuid are mapped too: packages own files as other users, and tcpdump sets its groups, which
 * no namespace with a single user allows (user_namespaces(7)). None for root.
 */
export const asRoot: readonly string[] = isRoot ? [] : ['--user', '--map-root-user', '--map-auto'];

/** The same for nsenter(1), which joins such a namespace. */
export const joinAsRoot: readonly string[] = isRoot ? [] : ['--user', '--preserve-credentials'];

/** The command, run with the rights of root over what is this user's own. */
export function withRootRights(argv: readonly [string, ...string[]]): [string, ...string[]] {
  return isRoot ? [...argv] : ['unshare', ...asRoot, '--', ...argv];
}

/** Why this user cannot make the namespaces of a lab; null when that works. */
export function namespaceFailure(): string | null {
  const { status, stderr, error } = spawnSync('unshare', [...asRoot, '--net', '--', 'true'], {
    encoding: 'utf8',
    env: hostEnvironment(),
  });
  if (error !== undefined) return error.message;
  return status === 0 ? null : stderr.trim();
}

/** Removes a directory in which packages may have been unpacked as other users. */
export async function removeTree(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if (isRoot) throw error;
    await hostCommand(withRootRights(['rm', '-rf', '--one-file-system', '--', path]));
  }
}
