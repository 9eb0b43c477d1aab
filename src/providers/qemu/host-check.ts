/** What a host needs for QEMU labs. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../lib/project-root.ts';
import type { HostProblem } from '../provider.ts';

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
  return [...missingTools(), ...tunProblems()];
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

/** A path, or a command in PATH or in the directories of system commands. */
function isThere(tool: string): boolean {
  if (isAbsolute(tool)) return existsSync(tool);
  const path = (process.env['PATH'] ?? '').split(delimiter);
  return [...path, '/usr/sbin', '/sbin'].some((directory) => isExecutable(join(directory, tool)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function tunProblems(): readonly HostProblem[] {
  try {
    accessSync('/dev/net/tun', constants.R_OK | constants.W_OK);
    return [];
  } catch {
    const problem = 'this user may not open /dev/net/tun, which plugs nodes into segments';
    return [{ problem, remedy: 'run as root, or: modprobe tun && sudo chmod 0666 /dev/net/tun' }];
  }
}
