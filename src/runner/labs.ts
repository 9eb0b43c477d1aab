import { existsSync, readdirSync } from 'node:fs';
import { isAlive, pidOf } from '../lib/process-identity.ts';
import type { Provider } from '../providers/provider.ts';
import type { Topology } from '../topology/topology.ts';
import { labDirectory, type LabRecord, labsDirectory, readLab } from './lab-store.ts';

export interface LabInfo {
  readonly id: string;
  readonly scenario: string;
  /** As it was when the lab was made; null when that cannot be read. */
  readonly topology: Topology | null;
  /** Path of the scenario file. */
  readonly file: string;
  /** `dead`: its owner is gone, and it was not meant to be kept. */
  readonly state: 'starting' | 'running' | 'kept' | 'dead';
  /** Of the living process that works on it. */
  readonly pid: number | null;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly directory: string;
  readonly provider: Provider['name'];
}

/** All labs of this user on this host, oldest first. */
export function listLabs(): Promise<readonly LabInfo[]> {
  const ids = existsSync(labsDirectory()) ? readdirSync(labsDirectory()) : [];
  const labs = ids.map((id) => describe(id, readLab(id)));
  return Promise.resolve(labs.sort((a, b) => a.startedAt.localeCompare(b.startedAt)));
}

function describe(id: string, record: LabRecord | null): LabInfo {
  const directory = labDirectory(id);
  if (record === null) {
    return {
      id,
      directory,
      state: 'dead',
      scenario: '',
      topology: null,
      file: '',
      pid: null,
      startedAt: '',
      provider: 'qemu',
    };
  }
  const ownerAlive = isAlive(record.owner);
  return {
    id,
    directory,
    scenario: record.topology.name,
    topology: record.topology,
    file: record.topology.file,
    state: record.state === 'kept' || ownerAlive ? record.state : 'dead',
    pid: ownerAlive ? pidOf(record.owner) : null,
    startedAt: record.startedAt,
    provider: record.provider,
  };
}
