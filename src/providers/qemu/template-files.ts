import { basename, join } from 'node:path';
import type { Made } from './intact.ts';
import type { Boot } from './machine-arguments.ts';

export interface TemplateFiles {
  /** The guest's memory. */
  readonly memory: string;
  /** The state of its devices. */
  readonly state: string;
  /** What it wrote to its disk, as a qcow2 over the image's; null when that is in its memory. */
  readonly disk: string | null;
}

export interface Template extends TemplateFiles {
  readonly id: string;
  readonly directory: string;
}

export function templateFiles(directory: string, boot: Boot): TemplateFiles {
  return {
    memory: join(directory, 'memory'),
    state: join(directory, 'state'),
    disk: boot.kind === 'disk' ? join(directory, 'disk') : null,
  };
}

export function madeTemplate(directory: string, boot: Boot): Made {
  const { memory, state, disk } = templateFiles(directory, boot);
  const files = [memory, state, ...(disk === null ? [] : [disk])].map((file) => basename(file));
  return { what: 'template', directory, files };
}

/** What a machine boots from that goes on where the template stopped. */
export function bootFrom(boot: Boot, { disk }: Pick<TemplateFiles, 'disk'>): Boot {
  return boot.kind === 'kernel' || disk === null ? boot : { ...boot, disk, format: 'qcow2' };
}
