/** The private network namespace of a lab: a process that does nothing but hold it open. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostCommand } from '../../lib/host-command.ts';
import type { HostProcessOptions } from '../../lib/host-process.ts';
import { isAlive, pidOf, type ProcessIdentity } from '../../lib/process-identity.ts';
import { asRoot, joinAsRoot } from '../../lib/user-namespace.ts';
import { startHolder } from './holder.ts';

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
  const holder = await startHolder(
    ['unshare', ...asRoot, '--net', '--', 'sh', '-ec', prepare],
    lab.id,
  );
  writeFileSync(join(lab.directory, holderFile), holder);
  return namespaceOf(holder);
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
