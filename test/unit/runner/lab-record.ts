import { ownIdentity } from '../../../src/lib/process-identity.ts';
import type { LabRecord } from '../../../src/runner/lab-store.ts';
import { prepared, topologyOf } from './fake-provider.ts';

export function recordOf(id: string, change: Partial<LabRecord> = {}): LabRecord {
  return {
    id,
    topology: topologyOf('node1'),
    provider: 'qemu',
    owner: ownIdentity,
    startedAt: '2026-02-03T04:05:06.000Z',
    state: 'starting',
    prepared,
    step: 0,
    nodes: [],
    ...change,
  };
}
