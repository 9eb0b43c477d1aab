import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseResult } from '../../src/checks/result.ts';
import type { RunRecord } from '../../src/report/record.ts';
import { type Before, takeStock } from './leftovers.ts';
import { type Ended, privateHost, recordOf } from './wirelab.ts';

describe.each([
  ['multi-node-same-l2', ['node1', 'node2'], 'plain routing'],
  ['multi-node-overlay', ['node1', 'node2', 'router'], 'VXLAN'],
  ['multi-node-overlay-tun', ['node1', 'node2', 'router'], 'TUN'],
  ['macvlan-multi-node', ['node1', 'node2', 'router'], 'macvlan'],
])('%s', (name, nodes) => {
  const host = privateHost();
  let stock: Before;
  let ended: Ended;
  let record: RunRecord;

  beforeAll(async () => {
    stock = takeStock(host);
    ended = await host.run(['run', name, '--json']);
    record = recordOf(ended);
  });
  afterAll(() => {
    host.remove();
  });

  it('passes', () => {
    const others = record.checks.filter(({ outcome }) => outcome !== 'pass');
    expect(others).toEqual([]);
    expect(record.checks.length).toBeGreaterThanOrEqual(8);
    expect(record).toMatchObject({ outcome: 'passed', provider: 'qemu', problems: [], kept: null });
    expect(ended.code).toBe(0);
  });

  it('runs on machines with kernels of their own', () => {
    expect(record.nodes.map((node) => node.name).sort()).toEqual(nodes);
    for (const { kernel, started } of record.nodes) {
      expect(kernel).toMatch(/^\d+\.\d+\.\d+\S*-cloud-amd64$/);
      expect(kernel).not.toBe(record.host?.kernel);
      expect(started).toBe('restored');
    }
  });

  it('tells the time of each phase', () => {
    const phases = record.phases.map((phase) => phase.name);
    expect(phases).toEqual(['prepare', 'provide', 'configure', 'check', 'teardown']);
  });

  it('leaves nothing behind', () => stock.expectNothingLeft());

  if (name === 'multi-node-overlay') {
    it('proves that VXLAN crossed the underlay', () => {
      const tunnelled = record.checks.filter(({ title }) => title.includes('over vxlan0'));
      expect(tunnelled.length).toBeGreaterThanOrEqual(5);
      for (const check of tunnelled) {
        const seen = sightings(check);
        expect(seen.map(({ segment }) => segment).sort()).toEqual(['left', 'right']);
        for (const { tunnel, requests, replies, innerInClear } of seen) {
          expect(tunnel).toEqual({ kind: 'vxlan', vni: 42, port: 4789 });
          expect(requests).not.toEqual([]);
          expect(replies).toEqual(requests);
          expect(innerInClear).toBe(0);
        }
      }
    });
  }
});

interface Sighting {
  readonly segment: string;
  readonly tunnel: unknown;
  readonly requests: readonly number[];
  readonly replies: readonly number[];
  readonly innerInClear: number;
}

function sightings({ evidence }: CaseResult): readonly Sighting[] {
  return evidence
    .map(({ data }) => data)
    .filter((data): data is Sighting => typeof data === 'object' && 'tunnel' in (data ?? {}));
}
