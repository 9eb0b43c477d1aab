/** A node as namespaces of this host: network, mounts, processes, host name. */
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HarnessError } from '../../lib/errors.ts';
import { killProcesses } from '../../lib/marked-processes.ts';
import { identityOf, isAlive, pidOf, type ProcessIdentity } from '../../lib/process-identity.ts';
import { joinAsRoot } from '../../lib/user-namespace.ts';
import { startHolder } from '../lab-network/holder.ts';
import type { LabNamespace } from '../lab-network/lab-namespace.ts';

export interface NodeNamespace {
  readonly holder: ProcessIdentity;
  /** Command that runs the words after it inside. */
  readonly enter: readonly [string, ...string[]];
}

const holderFile = 'holder';

/**
 * What no namespace keeps to itself is taken away: the host's clock, its power, its modules, its memory
 * (capabilities(7)).
 */
const guarded = ['setpriv', '--bounding-set=-sys_time,-sys_boot,-sys_module,-sys_rawio', '--'];

/**
 * The node's first process: it makes the node's own directories, keeps commands from writing
 * elsewhere on this host, and then only reaps orphans. `/sys` is mounted anew because it shows the
 * network of whoever mounted it (network_namespaces(7)).
 */
function firstProcess(): string {
  return [
    'mount -t tmpfs -o mode=755 run /run',
    'mkdir /run/netns',
    'for dir in /tmp /var/tmp; do mount -t tmpfs -o mode=1777 tmp "$dir"; done',
    'mount -t sysfs sys /sys',
    // Not what belongs to the kernel, nor what was just made.
    `while read -r _ dir type _; do`,
    '  case $type in proc|sysfs|tmpfs|ramfs|devtmpfs|devpts|mqueue|cgroup*|securityfs|debugfs|tracefs|bpf|nsfs) continue;; esac',
    `  mount -o remount,bind,ro "$(printf '%b' "$dir")" 2>/dev/null || :`,
    'done </proc/self/mounts',
    'hostname "$1"',
    'echo ready',
    // A shell that waits takes in the orphans of daemons.
    'sleep infinity & while :; do wait; done',
  ].join('\n');
}

/** The node whose files lie in this directory; null when it is not there. */
export function findNode(directory: string): NodeNamespace | null {
  try {
    const holder = readFileSync(join(directory, holderFile), 'utf8');
    return isAlive(holder) ? nodeNamespaceOf(holder) : null;
  } catch {
    return null;
  }
}

/** Makes the node's namespaces, or finds those that are there. @throws HarnessError */
export async function openNode(spec: {
  readonly lab: string;
  readonly name: string;
  readonly directory: string;
  readonly network: LabNamespace;
}): Promise<NodeNamespace> {
  const { lab, name, directory, network } = spec;
  const known = findNode(directory);
  if (known !== null) return known;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const own = ['--net', '--mount', '--uts', '--ipc', '--pid', '--fork', '--kill-child'];
  const maker = await startHolder(
    network.inside(['unshare', ...own, '--mount-proc', 'sh', '-ec', firstProcess(), 'init', name]),
    lab,
  );
  const first = firstChild(maker);
  await writeFile(join(directory, holderFile), first);
  return nodeNamespaceOf(first);
}

/** Ends all that runs in the node; its devices go with it. */
export async function endNode(directory: string): Promise<void> {
  const node = findNode(directory);
  if (node !== null) await killProcesses([node.holder]);
}

/** unshare(1) waits outside of the pid namespace that it has made; its child is the first in there. */
function firstChild(maker: ProcessIdentity): ProcessIdentity {
  const pid = pidOf(maker);
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  const identity = identityOf(Number(child));
  if (identity === null) throw new HarnessError("a node's first process ended at once");
  return identity;
}

function nodeNamespaceOf(holder: ProcessIdentity): NodeNamespace {
  // Joining the mounts alone would lead to their first root, out of a chroot that wirelab runs in.
  const own = ['--net', '--mount', '--uts', '--ipc', '--pid', '--root', '--wd'];
  const target = ['--target', String(pidOf(holder))];
  return { holder, enter: ['nsenter', ...target, ...joinAsRoot, ...own, '--', ...guarded] };
}
