import { statfs } from 'node:fs/promises';
import { cacheDirectory } from '../lib/directories.ts';
import type { HostProblem } from '../providers/provider.ts';

/** A lab of three nodes: a shared template of 256 MiB, and 80 MB for each clone. */
const MIN_MEMORY_MIB = 768;
/** An image of 200 MB while it is built, and the RAM of a few templates. */
const MIN_DISK_MIB = 2048;

const MIB = 1024 * 1024;

/** What the host has to spare. */
export interface Room {
  readonly memoryMib: number;
  readonly diskMib: number;
  /** Where the disk space is needed. */
  readonly directory: string;
}

/** Measures the free memory, and the free space where images and templates are kept. */
export async function measureRoom(): Promise<Room> {
  const directory = cacheDirectory();
  const { bavail, bsize } = await statfs(directory);
  return {
    memoryMib: Math.floor(process.availableMemory() / MIB),
    diskMib: Math.floor((bavail * bsize) / MIB),
    directory,
  };
}

/** What is too little of it. */
export function roomProblems(room: Room): readonly HostProblem[] {
  return [
    ...(room.memoryMib >= MIN_MEMORY_MIB
      ? []
      : [
          {
            problem: `${room.memoryMib} MiB of memory are free; a small lab takes ${MIN_MEMORY_MIB} MiB.`,
            remedy: 'End other programs, or labs that are kept: `npx wirelab status`.',
          },
        ]),
    ...(room.diskMib >= MIN_DISK_MIB
      ? []
      : [
          {
            problem: `${room.diskMib} MiB are free in ${room.directory}; images and templates take ${MIN_DISK_MIB} MiB.`,
            remedy: 'Make room there, or remove images: `npx wirelab image remove`.',
          },
        ]),
  ];
}
