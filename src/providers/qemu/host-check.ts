/** What a host needs for QEMU labs. */
import { accessSync, constants, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { commandDirectories } from '../../lib/host-environment.ts';
import { projectRoot } from '../../lib/project-root.ts';
import type { HostProblem } from '../provider.ts';
import { namespaceFailure } from '../../lib/user-namespace.ts';

const requirementsSchema = z.object({
  tools: z.array(
    z.object({
      tool: z.string(),
      why: z.string(),
      only: z.literal('unprivileged').optional(),
      packages: z.object({ debian: z.string().nullable() }),
    }),
  ),
});

/** `setup` installs from the same list. */
const requirementsFile = join(projectRoot, 'setup', 'requirements.json');

export function hostProblems(): readonly HostProblem[] {
  return [...processorProblems(), ...missingTools(), ...tunProblems(), ...namespaceProblems()];
}

function processorProblems(): readonly HostProblem[] {
  if (process.arch === 'x64') return [];
  const problem = `this host's processor is ${process.arch}, and the node image is for amd64`;
  return [{ problem, remedy: 'use an amd64 host' }];
}

function missingTools(): readonly HostProblem[] {
  const { tools } = requirementsSchema.parse(JSON.parse(readFileSync(requirementsFile, 'utf8')));
  return tools
    .filter(({ only }) => only === undefined || process.getuid?.() !== 0)
    .filter(({ tool }) => !isThere(tool))
    .map(({ tool, why, packages }) => ({
      problem: `${tool} is missing: it ${why}`,
      remedy: `run \`npm run setup\` (Debian package ${packages.debian ?? 'unknown'})`,
    }));
}

/** A path, or a command. */
function isThere(tool: string): boolean {
  if (isAbsolute(tool)) return isOpen(tool, constants.R_OK);
  return commandDirectories().some((directory) => isOpen(join(directory, tool), constants.X_OK));
}

function isOpen(file: string, mode: number): boolean {
  try {
    accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
}

function tunProblems(): readonly HostProblem[] {
  if (isOpen('/dev/net/tun', constants.R_OK | constants.W_OK)) return [];
  const problem = 'this user may not open /dev/net/tun, which plugs nodes into segments';
  return [
    { problem, remedy: 'run as root, or: sudo modprobe tun && sudo chmod 0666 /dev/net/tun' },
  ];
}

function namespaceProblems(): readonly HostProblem[] {
  const failure = namespaceFailure();
  if (failure === null) return [];
  const remedy =
    process.getuid?.() === 0
      ? 'run on a kernel with network namespaces, outside of containers that forbid them'
      : 'run as root, or: give this user a line in /etc/subuid and /etc/subgid (usermod ' +
        '--add-subuids), have util-linux 2.38 or later, and allow user namespaces (sysctl ' +
        'kernel.unprivileged_userns_clone=1; on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0)';
  return [{ problem: `no private network can be made: ${failure}`, remedy }];
}
