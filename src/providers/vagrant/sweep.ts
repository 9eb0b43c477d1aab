import { rm } from 'node:fs/promises';
import { abandonedWork } from '../../lib/work-directories.ts';
import type { Swept } from '../provider.ts';
import { packingDirectory, packingPrefix } from './pack-box.ts';

/** Removes boxes half packed by processes that are dead. */
export async function sweepPacking(): Promise<Swept> {
  const removed = abandonedWork(packingDirectory(), packingPrefix);
  for (const path of removed) await rm(path, { recursive: true, force: true });
  return { removed, left: [] };
}
