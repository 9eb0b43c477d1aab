/** A lab's own files: what it is, and the ledger of what was made for it. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runtimeDirectory } from '../lib/directories.ts';
import type { ProcessIdentity } from '../lib/process-identity.ts';
import type { Accelerator, Access, Provider, StartMethod } from '../providers/provider.ts';
import type { Topology } from '../topology/topology.ts';

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
  readonly provider: Provider['name'];
  /** The process that works on the lab. */
  readonly owner: ProcessIdentity;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** `kept` labs are meant to outlive their owner. */
  readonly state: 'starting' | 'running' | 'kept';
  /** Null until the provider is prepared. */
  readonly accelerator: Accelerator | null;
  readonly nodes: readonly LabNode[];
}

/** A resource on the host, written down before it is made. */
export interface LedgerEntry {
  readonly kind: string;
  readonly name: string;
}

export function labsDirectory(): string {
  return join(runtimeDirectory(), 'labs');
}

export function labDirectory(id: string): string {
  return join(labsDirectory(), id);
}

/** Makes a lab's directory; it belongs to its owner alone. */
export function createLab(record: LabRecord): string {
  const directory = labDirectory(record.id);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeLab(record);
  return directory;
}

/** Replaces the record as a whole: a reader never sees half of one. */
export function writeLab(record: LabRecord): void {
  const file = join(labDirectory(record.id), 'lab.json');
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

/** Null when the directory holds no lab that can be read. */
export function readLab(id: string): LabRecord | null {
  try {
    return JSON.parse(readFileSync(join(labDirectory(id), 'lab.json'), 'utf8')) as LabRecord;
  } catch {
    return null;
  }
}

export function recordResource(id: string, entry: LedgerEntry): void {
  appendFileSync(join(labDirectory(id), 'ledger.jsonl'), `${JSON.stringify(entry)}\n`);
}

/** In the order in which they were made; a line that was cut short is left out. */
export function readLedger(id: string): readonly LedgerEntry[] {
  const file = join(labDirectory(id), 'ledger.jsonl');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').flatMap(parseEntry);
}

function parseEntry(line: string): readonly LedgerEntry[] {
  try {
    return [JSON.parse(line) as LedgerEntry];
  } catch {
    return [];
  }
}

export async function deleteLab(id: string): Promise<void> {
  await rm(labDirectory(id), { recursive: true, force: true });
}
