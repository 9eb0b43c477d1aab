import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../lib/process-identity.ts';
import { imagesDirectory } from './image.ts';
import { templatesDirectory } from './template.ts';

/** Half-built images and templates, and locks, whose maker is dead. Returns what it removed. */
export async function sweepCache(): Promise<readonly string[]> {
  const doomed = [
    ...workIn(imagesDirectory(), '.building-'),
    ...workIn(templatesDirectory(), '.making-'),
    ...workIn(tmpdir(), 'wirelab-probe-'),
    ...staleLocks(imagesDirectory()),
    ...staleLocks(templatesDirectory()),
  ];
  for (const path of doomed) await rm(path, { recursive: true, force: true });
  return doomed;
}

/** Work directories end with their maker's identity. */
function workIn(directory: string, prefix: string): readonly string[] {
  return entries(directory)
    .filter((name) => name.startsWith(prefix))
    .filter((name) => !isAlive(/(\d+:\d+)-\w+$/.exec(name)?.[1] ?? ''))
    .map((name) => join(directory, name));
}

function staleLocks(directory: string): readonly string[] {
  return entries(directory)
    .filter((name) => name.includes('.lock'))
    .map((name) => join(directory, name))
    .filter((path) => !isAlive(readFileSync(path, 'utf8')));
}

function entries(directory: string): readonly string[] {
  return existsSync(directory) ? readdirSync(directory) : [];
}
