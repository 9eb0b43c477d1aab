import { describe, expect, it } from 'vitest';
import { recordOf } from '../../../src/report/record.ts';
import { failingRun, passingRun, startedAt, steppedRun, wholeLab } from './synthetic-run.ts';

describe('the record of a run', () => {
  it('holds all that report.json promises', () => {
    expect(recordOf(steppedRun(), startedAt)).toEqual({
      schemaVersion: 1,
      scenario: {
        name: 'multi-node-overlay',
        title: 'Multiple nodes, overlay network',
        file: 'scenarios/multi-node-overlay.yaml',
      },
      lab: 'multi-node-overlay-3f9a',
      outcome: 'passed',
      provider: 'qemu',
      accelerator: {
        name: 'tcg',
        emulated: true,
        reason: '/dev/kvm does not boot a kernel',
        timeFactor: 8,
      },
      caveat: null,
      host: {
        system: 'Debian GNU/Linux 12',
        kernel: '6.1.0-28-amd64',
        cpus: 2,
        memoryMib: 7961,
        node: 'v20.19.0',
        provider: 'QEMU emulator version 7.2.22',
      },
      startedAt: '2026-02-03T04:05:06.000Z',
      durationMs: 5123,
      phases: [
        { name: 'prepare', durationMs: 120, outcome: 'done' },
        { name: 'provide', durationMs: 1204, outcome: 'done' },
        { name: 'configure', durationMs: 1890, outcome: 'done' },
        { name: 'check', durationMs: 1402, outcome: 'done' },
        { name: 'teardown', durationMs: 301, outcome: 'done' },
      ],
      nodes: [
        {
          name: 'node1',
          image: 'debian-13',
          kernel: '6.12.43+deb13-cloud-amd64',
          started: 'restored',
          readyMs: 1101,
        },
        {
          name: 'node2',
          image: 'debian-13',
          kernel: '6.12.43+deb13-cloud-amd64',
          started: 'restored',
          readyMs: 1142,
        },
      ],
      steps: [
        { ...wholeLab, durationMs: 1401, cases: ['1-reach-node1-node2'] },
        {
          number: 1,
          name: 'a route comes',
          where: { file: 'scenarios/multi-node-overlay.yaml', line: 99, column: 5 },
          changes: ['node1: + route 172.16.1.0/24 dev vxlan0'],
          durationMs: null,
          cases: ['2-reach-node1/con1-node2/con1'],
        },
      ],
      checks: [
        {
          id: '1-reach-node1-node2',
          kind: 'reach',
          title: 'node1 reaches node2',
          probed: null,
          where: { file: 'scenarios/multi-node-overlay.yaml', line: 61, column: 5 },
          outcome: 'pass',
          attempts: 1,
          durationMs: 312,
          expected: 'an answer to 3 of 3 echo requests',
          observed: '3 of 3 answered, 0.8 ms',
          evidence: [],
        },
        expect.objectContaining({ id: '2-reach-node1/con1-node2/con1', outcome: 'pass' }),
      ],
      traces: [],
      recording: null,
      problems: [],
      kept: null,
      totals: { checks: 2, passed: 2, failed: 0, errors: 0, skipped: 0 },
    });
  });

  it('counts outcomes and marks failed phases', () => {
    const run = failingRun();
    run.splice(-1, 0, { type: 'phase_failed', phase: 'teardown', durationMs: 7, message: 'busy' });
    const record = recordOf(run, startedAt);
    expect(record?.totals).toEqual({ checks: 4, passed: 1, failed: 1, errors: 1, skipped: 1 });
    expect(record?.phases.at(-1)).toEqual({ name: 'teardown', durationMs: 7, outcome: 'failed' });
  });

  it('is not there before the run is over', () => {
    expect(recordOf(passingRun().slice(0, -1), startedAt)).toBeNull();
    expect(recordOf(passingRun().slice(1), startedAt)).toBeNull();
  });
});
