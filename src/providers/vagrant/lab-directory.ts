/** The files of a lab that vagrant works with. */
import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../lib/project-root.ts';
import type { LabFile } from './lab-file.ts';

/** Vagrant's directory of a lab: it can be worked in with `vagrant ssh NODE`. */
export function vagrantDirectory(labDirectory: string): string {
  return join(labDirectory, 'vagrant');
}

/** The project's own Vagrantfile, which makes machines of what wirelab compiled. */
const vagrantfile = join(projectRoot, 'Vagrantfile');

const file = 'lab.json';

/** Writes what the Vagrantfile reads, and a Vagrantfile that leads to the project's. */
export async function writeLabDirectory(directory: string, lab: LabFile): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const text = [
    '# Made by wirelab: the machines of one lab.',
    `ENV['WIRELAB_VAGRANT'] = File.join(__dir__, '${file}')`,
    `load ${JSON.stringify(vagrantfile)}`,
    '',
  ];
  await writeLabFile(join(directory, file), lab);
  await writeFile(join(directory, 'Vagrantfile'), text.join('\n'));
}

/** Replaces the file as a whole: vagrant may be reading it. */
export async function writeLabFile(path: string, lab: LabFile): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(lab, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, path);
}

/** The lab that the Vagrantfile in this directory makes; null when there is none. */
export function readLabDirectory(directory: string): LabFile | null {
  try {
    return readLabFile(join(directory, file));
  } catch {
    return null;
  }
}

/** What wirelab wrote there. */
export function readLabFile(path: string): LabFile {
  return JSON.parse(readFileSync(path, 'utf8')) as LabFile;
}
