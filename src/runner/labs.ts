import { entriesOf } from '../lib/directories.ts';
import { isAlive, pidOf } from '../lib/process-identity.ts';
import type { Provider } from '../providers/provider.ts';
import type { Topology } from '../topology/topology.ts';
import { findRecord, labDirectory, labsDirectory } from './lab-store.ts';

export interface LabInfo {
  readonly id: string;
  readonly scenario: string;
  /** As it was when the lab was made; null when that cannot be read. */
  readonly topology: Topology | null;
  /** Number of the step of its scenario that it has reached. */
  readonly step: number;
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
  const ids = entriesOf(labsDirectory()).filter((name) => !name.startsWith('.'));
  const labs = ids.map(describe);
  return Promise.resolve(labs.sort((a, b) => a.startedAt.localeCompare(b.startedAt)));
}

function describe(id: string): LabInfo {
  const directory = labDirectory(id);
  const record = findRecord(id);
  if (record === null || record === 'foreign') {
    // Another version of wirelab may have meant it to stay.
    const state = record === null ? 'dead' : 'kept';
    const unknown = { scenario: '', topology: null, step: 0, file: '', pid: null, startedAt: '' };
    return { id, directory, state, provider: 'qemu', ...unknown };
  }
  const { topology, step, state, owner, startedAt, provider } = record;
  const ownerAlive = isAlive(owner);
  return {
    id,
    directory,
    scenario: topology.name,
    topology,
    step,
    file: topology.file,
    state: state === 'kept' || ownerAlive ? state : 'dead',
    pid: ownerAlive ? pidOf(owner) : null,
    startedAt,
    provider,
  };
}
