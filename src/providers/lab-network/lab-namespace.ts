/** The private network namespace of a lab: a process that does nothing but hold it open. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../../lib/errors.ts';
import { hostCommand } from '../../lib/host-command.ts';
import type { HostProcessOptions } from '../../lib/host-process.ts';
import { markedEnvironment } from '../../lib/marked-processes.ts';
import { identityOf, isAlive, pidOf, type ProcessIdentity } from '../../lib/process-identity.ts';
import { asRoot, joinAsRoot } from '../../lib/user-namespace.ts';

export interface LabNamespace {
  readonly holder: ProcessIdentity;
  /** The command that runs the given one inside. */
  inside(argv: readonly string[]): [string, ...string[]];
  /** Runs a command inside. @throws HarnessError */
  run(argv: readonly string[], options?: HostProcessOptions): Promise<string>;
}

/**
 * Quiet before anything is cabled: no IPv6 chatter of the host's own on the segments, and no
 * filtering of bridged packets (kernel documentation, networking/ip-sysctl and bridge).
 */
const prepare = [
  'ip link set lo up',
  'set_knob() { [ ! -e "$1" ] || echo "$2" >"$1"; }',
  'set_knob /proc/sys/net/ipv6/conf/default/disable_ipv6 1',
  'for knob in /proc/sys/net/bridge/bridge-nf-call-*; do set_knob "$knob" 0; done',
  'echo ready',
  'exec sleep infinity',
].join('\n');

const holderFile = 'namespace';

/** The namespace of the lab in this directory; null when there is none. */
export function findNamespace(directory: string): LabNamespace | null {
  try {
    const holder = readFileSync(join(directory, holderFile), 'utf8');
    return isAlive(holder) ? namespaceOf(holder) : null;
  } catch {
    return null;
  }
}

/** Makes the lab's namespace, or finds the one that is there. @throws HarnessError */
export async function openNamespace(lab: {
  readonly id: string;
  readonly directory: string;
}): Promise<LabNamespace> {
  const known = findNamespace(lab.directory);
  if (known !== null) return known;
  const holder = await startHolder(lab.id);
  writeFileSync(join(lab.directory, holderFile), holder);
  return namespaceOf(holder);
}

function startHolder(lab: string): Promise<ProcessIdentity> {
  const child = spawn('unshare', [...asRoot, '--net', '--', 'sh', '-ec', prepare], {
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

function namespaceOf(holder: ProcessIdentity): LabNamespace {
  const inside = (argv: readonly string[]): [string, ...string[]] => [
    'nsenter',
    ...['--target', String(pidOf(holder))],
    ...joinAsRoot,
    ...['--net', '--', ...argv],
  ];
  return { holder, inside, run: (argv, options) => hostCommand(inside(argv), options) };
}
