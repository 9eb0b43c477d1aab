import type { Progress } from '../providers/provider.ts';
import type { LabInfo } from './labs.ts';
import { providerNamed } from './providers.ts';
import { removeResources } from './remove-lab.ts';

/** Removes a lab with everything of it. Returns what could not be removed. */
export async function removeLab(lab: LabInfo, progress: Progress): Promise<readonly string[]> {
  progress(`removing ${lab.id}`);
  const provider = await providerNamed(lab.provider);
  const opened = await provider.openLab({
    id: lab.id,
    directory: lab.directory,
    record: () => undefined,
  });
  return removeResources(lab.id, opened);
}
