import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseResult } from '../../src/checks/result.ts';
import type { CatalogueRecord } from '../../src/report/catalogue-record.ts';
import { listScenarioFiles, scenarioName, scenariosDirectory } from '../../src/scenario/find.ts';
import { type Before, takeStock } from './leftovers.ts';
import { type Ended, privateHost } from './wirelab.ts';

/** Rates are measured at night: see rates.test.ts. */
const names = listScenarioFiles(scenariosDirectory)
  .map(scenarioName)
  .filter((name) => name !== 'dataplane-comparison');

describe('all scenarios, several at a time', () => {
  const host = privateHost();
  let stock: Before;
  let ended: Ended;
  let record: CatalogueRecord;

  const runOf = (name: string): CatalogueRecord['runs'][number] => {
    const run = record.runs.find(({ label }) => label === name);
    if (run === undefined) throw new Error(`there is no run of ${name}`);
    return run;
  };

  beforeAll(async () => {
    stock = takeStock(host);
    ended = await host.run(['run', ...names, '--json']);
    if (ended.stdout === '') throw new Error(`there is no record:\n${ended.stderr}`);
    record = JSON.parse(ended.stdout) as CatalogueRecord;
  });
  afterAll(() => {
    host.remove();
  });

  it('run, each once', () => {
    expect(record.runs.map(({ label }) => label)).toEqual(names);
    expect(record).toMatchObject({ outcome: 'passed', problems: [], notRun: [] });
    expect(ended.code).toBe(0);
  });

  it('leave nothing behind', () => stock.expectNothingLeft());

  describe.each(names)('%s', (name) => {
    it('passes', () => {
      const { checks, outcome, provider, problems, kept } = runOf(name);
      expect(checks.filter((check) => check.outcome !== 'pass')).toEqual([]);
      expect(checks.length).toBeGreaterThanOrEqual(3);
      const end = { outcome, provider, problems, kept };
      expect(end).toEqual({ outcome: 'passed', provider: 'qemu', problems: [], kept: null });
    });

    it('runs on machines with kernels of their own', () => {
      const { nodes, host: facts } = runOf(name);
      expect(nodes).not.toEqual([]);
      for (const { kernel, started } of nodes) {
        expect(kernel).toMatch(/^\d+\.\d+\.\d+\S*-cloud-amd64$/);
        expect(kernel).not.toBe(facts?.kernel);
        expect(started).toBe('restored');
      }
    });

    it('tells the time of each phase', () => {
      const phases = runOf(name).phases.map((phase) => phase.name);
      expect(phases).toEqual(['prepare', 'provide', 'configure', 'check', 'teardown']);
    });
  });

  it('multi-node-overlay proves that VXLAN crossed the underlay', () => {
    const { checks } = runOf('multi-node-overlay');
    const tunnelled = checks.filter(({ title }) => title.includes('over vxlan0'));
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
