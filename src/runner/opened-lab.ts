import type { LabProvider } from '../providers/provider.ts';
import type { LabInfo } from './labs.ts';
import { providerNamed } from './providers.ts';

/** The provider's side of a lab that is there; nothing is made. */
export async function openedLab(lab: LabInfo): Promise<LabProvider> {
  const provider = await providerNamed(lab.provider);
  return provider.openLab({ id: lab.id, directory: lab.directory, record: () => undefined });
}
