import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { SshAccess } from '../../../src/providers/provider.ts';

export interface TestServer {
  readonly directory: string;
  readonly access: SshAccess;
  /** Access whose proxy first runs the shell text, then becomes the server. */
  accessAfter(script: string): SshAccess;
  remove(): void;
}

/**
 * A real sshd for the current user, without a port: the proxy command is sshd in inetd mode, which
 * serves one connection on its standard input and output. The directory's name holds a space and
 * a percent sign; it is also the home of the shells, so that nobody's profile runs.
 */
export function makeServer(extraSettings: readonly string[] = []): TestServer {
  const directory = mkdtempSync(join(tmpdir(), 'wirelab ssh%h-'));
  const hostKey = makeKey(directory, 'host');
  makeKey(directory, 'user');
  const config = join(directory, 'config');
  const settings = [
    `HostKey "${join(directory, 'host')}"`,
    `AuthorizedKeysFile "${join(directory, 'user.pub').replaceAll('%', '%%')}"`,
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'PermitRootLogin prohibit-password',
    `SetEnv "HOME=${directory}"`,
    ...extraSettings,
  ];
  writeFileSync(config, settings.join('\n') + '\n');
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const server = ['/usr/sbin/sshd', '-i', '-e', '-f', config];
  const access: SshAccess = {
    kind: 'ssh',
    user: userInfo().username,
    keyFile: join(directory, 'user'),
    hostKey,
    proxy: server,
  };
  return {
    directory,
    access,
    accessAfter: (script) => ({
      ...access,
      proxy: ['sh', '-c', `${script}\nexec "$@"`, 'sh', ...server],
    }),
    remove: () => {
      rmSync(directory, { recursive: true });
    },
  };
}

/** Makes an Ed25519 key pair and returns the public key's blob. */
export function makeKey(directory: string, name: string): string {
  const file = join(directory, name);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', file]);
  return readFileSync(`${file}.pub`, 'utf8').split(' ')[1] ?? '';
}
