/** The private network namespace of a lab: a process that does nothing but hold it open. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../../lib/errors.ts';
import { hostCommand, type HostCommandOptions } from '../../lib/host-command.ts';
import { markedEnvironment } from '../../lib/marked-processes.ts';
import { identityOf, isAlive, pidOf, type ProcessIdentity } from '../../lib/process-identity.ts';

export interface LabNamespace {
  readonly holder: ProcessIdentity;
  /** The command that runs the given one inside. */
  inside(argv: readonly string[]): [string, ...string[]];
  /** Runs a command inside. @throws HarnessError */
  run(argv: readonly string[], options?: HostCommandOptions): Promise<string>;
}

/** Without root, a user namespace of its own gives the right to make network devices. */
const asRoot = process.getuid?.() === 0;

/**
 * Quiet before anything is cabled: no IPv6 chatter of the host's own on the segments, and no
 * filtering of bridged packets (kernel documentation, networking/ip-sysctl and bridge).
 */
const prepare = [
  'ip link set lo up',
  'echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6',
  'for knob in /proc/sys/net/bridge/bridge-nf-call-*; do [ ! -e "$knob" ] || echo 0 >"$knob"; done',
  'echo ready',
  'exec sleep infinity',
].join('\n');

const holderFile = 'namespace';

/** Makes the lab's namespace, or finds the one that is there. @throws HarnessError */
export async function openNamespace(lab: {
  readonly id: string;
  readonly directory: string;
}): Promise<LabNamespace> {
  const file = join(lab.directory, holderFile);
  const known = readHolder(file);
  if (known !== null) return namespaceOf(known);
  const holder = await startHolder(lab.id);
  writeFileSync(file, holder);
  return namespaceOf(holder);
}

function readHolder(file: string): ProcessIdentity | null {
  try {
    const identity = readFileSync(file, 'utf8');
    return isAlive(identity) ? identity : null;
  } catch {
    return null;
  }
}

function startHolder(lab: string): Promise<ProcessIdentity> {
  const isolation = asRoot ? ['--net'] : ['--user', '--map-root-user', '--net'];
  const child = spawn('unshare', [...isolation, '--', 'sh', '-ec', prepare], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: markedEnvironment(lab),
  });
  child.unref();
  return new Promise((resolve, reject) => {
    let stderr = '';
    const fail = (reason: string): void => {
      reject(
        new HarnessError(`cannot make a network namespace: ${reason}`, {
          remedy: asRoot
            ? 'run on a kernel with network namespaces, outside containers that forbid them'
            : 'allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1, ' +
              'or kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu), or run as root',
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

function namespaceOf(holder: ProcessIdentity): LabNamespace {
  const user = asRoot ? [] : ['--user', '--preserve-credentials'];
  const inside = (argv: readonly string[]): [string, ...string[]] => [
    'nsenter',
    '--target',
    String(pidOf(holder)),
    ...user,
    '--net',
    '--',
    ...argv,
  ];
  return { holder, inside, run: (argv, options) => hostCommand(inside(argv), options) };
}
