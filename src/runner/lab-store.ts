/** A lab's own files: what it is, for other processes that use or remove it. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { runtimeDirectory } from '../lib/directories.ts';
import { HarnessError } from '../lib/errors.ts';
import type { ProcessIdentity } from '../lib/process-identity.ts';
import { makeWorkDirectory } from '../lib/work-directories.ts';
import type { Access, Prepared, ProviderName, StartMethod } from '../providers/provider.ts';
import type { Topology } from '../topology/topology.ts';

/** Raised when the record changes its shape: wirelab of another version may have made a lab. */
const recordFormat = 4;

/** Begins the name of a lab's directory before it holds the record. */
export const makingLabPrefix = '.making-';

/** A node that can be reached. */
export interface LabNode {
  readonly name: string;
  readonly access: Access;
  readonly started: StartMethod;
}

/** What is written down of a lab, so that another process can use or remove it. */
export interface LabRecord {
  readonly id: string;
  readonly topology: Topology;
  readonly provider: ProviderName;
  /** The process that works on the lab. */
  readonly owner: ProcessIdentity;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** `kept` labs are meant to outlive their owner. */
  readonly state: 'starting' | 'running' | 'kept';
  /** Null until the provider is prepared. */
  readonly prepared: Prepared | null;
  /** Number of the step of its scenario that it has reached. */
  readonly step: number;
  readonly nodes: readonly LabNode[];
}

/** As much of a record as says whether this wirelab wrote it. */
const recordSchema = z.looseObject({
  format: z.literal(recordFormat),
  provider: z.enum(['qemu', 'netns', 'vagrant']),
  owner: z.string(),
  startedAt: z.string(),
  state: z.enum(['starting', 'running', 'kept']),
  step: z.int(),
  topology: z.looseObject({
    name: z.string(),
    file: z.string(),
    nodes: z.array(z.unknown()),
    steps: z.array(z.unknown()),
  }),
  nodes: z.array(z.unknown()),
});

export function labsDirectory(runtime = runtimeDirectory()): string {
  return join(runtime, 'labs');
}

/** `runtime` is the runtime directory of the wirelab that made the lab. Default: this one's. */
export function labDirectory(id: string, runtime = runtimeDirectory()): string {
  return join(labsDirectory(runtime), id);
}

/**
 * Makes a lab's directory, for its owner alone. It appears with its record: there is no moment at
 * which another process could take it for a dead lab's remains.
 */
export async function createLab(record: LabRecord): Promise<string> {
  const directory = labDirectory(record.id);
  const draft = await makeWorkDirectory(labsDirectory(), makingLabPrefix);
  try {
    writeRecord(draft, record);
    await rename(draft, directory);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw new HarnessError(`the directory ${directory} cannot be made: ${String(error)}`, {
      remedy: 'make room there, or set XDG_RUNTIME_DIR to another directory',
      cause: error,
    });
  }
  return directory;
}

export function writeLab(record: LabRecord): void {
  writeRecord(labDirectory(record.id), record);
}

/** Replaces the record as a whole: a reader never sees half of one. */
function writeRecord(directory: string, record: LabRecord): void {
  const file = join(directory, 'lab.json');
  const draft = `${file}.${process.pid}`;
  const content = JSON.stringify({ format: recordFormat, ...record }, null, 2);
  writeFileSync(draft, `${content}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

/** Null when there is none; `foreign` when another version of wirelab wrote it. */
export function findRecord(id: string): LabRecord | 'foreign' | null {
  try {
    const text = readFileSync(join(labDirectory(id), 'lab.json'), 'utf8');
    return recordSchema.parse(JSON.parse(text)) as unknown as LabRecord;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : 'foreign';
  }
}

/** @throws HarnessError when the lab is gone, or of another version of wirelab */
export function readLab(id: string): LabRecord {
  const record = findRecord(id);
  if (record === null) throw new HarnessError(`the lab ${id} is gone`);
  if (record !== 'foreign') return record;
  throw new HarnessError(`the lab ${id} was made by another version of wirelab`, {
    remedy: `remove it: npx wirelab down ${id}`,
  });
}

export async function deleteLab(id: string): Promise<void> {
  await rm(labDirectory(id), { recursive: true, force: true });
}
