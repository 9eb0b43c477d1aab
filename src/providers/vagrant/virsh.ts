import { hostCommand } from '../../lib/host-command.ts';
import { hostEnvironment } from '../../lib/host-environment.ts';
import type { HostProcessOptions } from '../../lib/host-process.ts';

/** As vagrant-libvirt has it; an ordinary user's virsh would take another. */
export function libvirtUri(): string {
  return process.env['LIBVIRT_DEFAULT_URI'] ?? 'qemu:///system';
}

/** Runs a command of virsh(1), and returns what it prints. @throws HarnessError */
export function virsh(
  argv: readonly string[],
  options: Pick<HostProcessOptions, 'signal' | 'stdin' | 'timeoutMs'> = {},
): Promise<string> {
  const env = { ...hostEnvironment(), LC_ALL: 'C' };
  return hostCommand(['virsh', '--quiet', '--connect', libvirtUri(), ...argv], { ...options, env });
}

type Kind = 'domain' | 'network' | 'pool';

const listCommand: Readonly<Record<Kind, readonly string[]>> = {
  domain: ['list', '--all', '--name'],
  network: ['net-list', '--all', '--name'],
  pool: ['pool-list', '--all', '--name'],
};

/** The names of all that libvirt has of a kind. @throws HarnessError */
export async function namesOf(kind: Kind): Promise<ReadonlySet<string>> {
  return linesOf(await virsh(listCommand[kind]));
}

function linesOf(text: string): ReadonlySet<string> {
  const names = text.split('\n').map((line) => line.trim());
  return new Set(names.filter((name) => name !== ''));
}

/** The names of the volumes of a pool that runs. @throws HarnessError */
export async function volumesOf(pool: string): Promise<readonly string[]> {
  const rows = await virsh(['vol-list', '--pool', pool]);
  // The path comes last, and repeats the name: neither wirelab nor vagrant-libvirt writes spaces.
  const names = rows.split('\n').map((row) => row.trim().split(/\s+/)[0] ?? '');
  return names.filter((name) => name !== '');
}
