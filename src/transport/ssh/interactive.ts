import { shellQuote } from '../../lib/shell-quote.ts';
import type { SshAccess } from '../../providers/provider.ts';
import { keyTypeOf } from './host-key.ts';

export interface InteractiveOptions {
  /** Stands for the host in messages and in the known-hosts file: the node's name. */
  readonly alias: string;
  /** Path of a file that holds `knownHostsLine`. */
  readonly knownHostsFile: string;
  /** Run instead of a login shell; its words are joined as ssh(1) does, unquoted. */
  readonly command?: readonly string[];
}

/** The one line of a known-hosts file (sshd(8)) that pins the node's host key. */
export function knownHostsLine(access: SshAccess, alias: string): string {
  return `${alias} ${keyTypeOf(access.hostKey)} ${access.hostKey}\n`;
}

/** Command for ssh(1) to the same machine, untouched by the user's and the host's configuration. */
export function interactiveArgv(access: SshAccess, options: InteractiveOptions): readonly string[] {
  const settings = [
    `ProxyCommand=${percent(access.proxy.map(shellQuote).join(' '))}`,
    `HostKeyAlias=${options.alias}`,
    `UserKnownHostsFile=${quotedPath(options.knownHostsFile)}`,
    'GlobalKnownHostsFile=/dev/null',
    'StrictHostKeyChecking=yes',
    'UpdateHostKeys=no',
    `IdentityFile=${quotedPath(access.keyFile)}`,
    'IdentitiesOnly=yes',
    'IdentityAgent=none',
    'PreferredAuthentications=publickey',
    'LogLevel=ERROR',
    'ServerAliveInterval=5',
  ];
  return [
    'ssh',
    ...['-F', 'none'],
    ...settings.flatMap((setting) => ['-o', setting]),
    ...['-l', access.user],
    ...['--', options.alias],
    ...(options.command ?? []),
  ];
}

/** Keeps ssh_config(5) from expanding tokens. */
function percent(text: string): string {
  return text.replaceAll('%', '%%');
}

/** A path as one argument of ssh_config(5). */
function quotedPath(path: string): string {
  return `"${percent(path).replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
