import { expect, it } from 'vitest';
import type { CaseOutcome } from '../../../src/checks/result.ts';
import type { RunRecord } from '../../../src/report/record.ts';
import { recordOf } from '../../../src/report/record.ts';
import { differencesBetween } from '../../../src/report/differences.ts';
import { startedAt, steppedRun } from './synthetic-run.ts';

/** A run on this provider with these outcomes, by the ids of the cases. */
function runOn(provider: string, outcomes: Readonly<Record<string, CaseOutcome>>): RunRecord {
  const record = recordOf(steppedRun(), startedAt);
  const [some] = record?.checks ?? [];
  if (record === null || some === undefined) throw new Error('there is no record');
  const checks = Object.entries(outcomes).map(([id, outcome]) => ({
    ...some,
    ...{ id, title: `title of ${id}`, outcome },
  }));
  return { ...record, provider, checks };
}

it('are the cases that did not come out alike', () => {
  const runs = [
    runOn('netns', { one: 'pass', two: 'pass', three: 'fail' }),
    runOn('qemu', { one: 'pass', two: 'fail' }),
  ];
  expect(differencesBetween(runs)).toEqual([
    {
      file: 'scenarios/multi-node-overlay.yaml',
      id: 'two',
      title: 'title of two',
      outcomes: [
        { provider: 'netns', outcome: 'pass' },
        { provider: 'qemu', outcome: 'fail' },
      ],
    },
    {
      file: 'scenarios/multi-node-overlay.yaml',
      id: 'three',
      title: 'title of three',
      outcomes: [
        { provider: 'netns', outcome: 'fail' },
        { provider: 'qemu', outcome: null },
      ],
    },
  ]);
});

it('are none between runs that agree, of one alone, and of one that was left out', () => {
  const run = runOn('netns', { one: 'pass' });
  expect(differencesBetween([run, runOn('qemu', { one: 'pass' })])).toEqual([]);
  expect(differencesBetween([run])).toEqual([]);
  const leftOut: RunRecord = { ...runOn('qemu', { one: 'skip' }), outcome: 'skipped' };
  expect(differencesBetween([run, leftOut])).toEqual([]);
});

it('are none between different scenarios', () => {
  const other = runOn('netns', { one: 'fail' });
  const elsewhere = { ...other, scenario: { ...other.scenario, file: 'elsewhere.yaml' } };
  expect(differencesBetween([runOn('netns', { one: 'pass' }), elsewhere])).toEqual([]);
});
