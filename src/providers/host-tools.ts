/** Tools of this host that labs are made with. */
import { accessSync, constants, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { commandDirectories } from '../lib/host-environment.ts';
import { projectRoot } from '../lib/project-root.ts';
import type { HostProblem, ProviderName } from './provider.ts';

/** Whether all labs of a provider need the tool, or those of some scenarios. */
const use = z.enum(['always', 'some']);

const requirementsSchema = z.object({
  tools: z.array(
    z.object({
      tool: z.string(),
      why: z.string(),
      only: z.literal('unprivileged').optional(),
      for: z.object({ qemu: use.optional(), netns: use.optional(), vagrant: use.optional() }),
      packages: z.object({ debian: z.string().nullable() }),
    }),
  ),
});

/** `setup` installs from the same list. */
const requirementsFile = join(projectRoot, 'setup', 'requirements.json');

/** What the provider needs for every lab and this host has not. */
export function missingTools(provider: ProviderName): readonly HostProblem[] {
  const { tools } = requirementsSchema.parse(JSON.parse(readFileSync(requirementsFile, 'utf8')));
  return tools
    .filter((entry) => entry.for[provider] === 'always')
    .filter(({ only }) => only === undefined || process.getuid?.() !== 0)
    .filter(({ tool }) => !isThere(tool))
    .map(({ tool, why, packages }) => ({
      problem: `${tool} is missing: it ${why}`,
      remedy: `run \`${setupCommand(provider)}\` (Debian package ${packages.debian ?? 'unknown'})`,
    }));
}

/** Makes this host ready for the provider's labs. */
function setupCommand(provider: ProviderName): string {
  return provider === 'qemu' ? 'npm run setup' : `npm run setup -- --${provider}`;
}

/** A path, or a command. */
function isThere(tool: string): boolean {
  if (isAbsolute(tool)) return isOpen(tool, constants.R_OK);
  return commandDirectories().some((directory) => isOpen(join(directory, tool), constants.X_OK));
}

/** Whether this user may use the file; `mode` as access(2) has it. */
export function isOpen(file: string, mode: number): boolean {
  try {
    accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
}
