import { expect, it } from 'vitest';
import { compareReports } from '../../../src/report/compare/compare.ts';
import { comparedSchema, type ComparedRun } from '../../../src/report/compare/compared-run.ts';
import { renderComparison } from '../../../src/report/compare/render.ts';
import { noColors } from '../../../src/report/colors.ts';
import { readReport } from '../../../src/report/read-report.ts';
import { tracedRun } from './traced-run.ts';

function run(outcomes: Readonly<Record<string, string>>, durationMs = 5000): ComparedRun {
  const checks = Object.entries(outcomes).map(([id, outcome]) => ({
    ...{ id, title: `check ${id}`, outcome: outcome as ComparedRun['checks'][number]['outcome'] },
  }));
  const failed = checks.some(({ outcome }) => outcome !== 'pass');
  return { scenario: { name: 's' }, outcome: failed ? 'failed' : 'passed', durationMs, checks };
}

function words(before: ComparedRun, after: ComparedRun): readonly string[] {
  return renderComparison(compareReports([before], [after]), noColors).split('\n');
}

it('tells what fails now and did not, what is fixed, and what still fails', () => {
  expect(
    words(
      run({ a: 'pass', b: 'fail', c: 'fail', d: 'pass' }),
      run({ a: 'fail', b: 'pass', c: 'error', e: 'fail' }),
    ),
  ).toEqual([
    'newly failing (2)',
    '  s: check a (a): pass → fail',
    '  s: check e (e): not there → fail',
    'fixed (1)',
    '  s: check b (b): fail → pass',
    'still failing (1)',
    '  s: check c (c): fail → error',
    'no longer judged (1)',
    '  s: check d (d): pass → not there',
  ]);
});

it('tells what got slower by more than chance', () => {
  expect(words(run({ a: 'pass' }, 5000), run({ a: 'pass' }, 9000))).toEqual([
    'slower (1)',
    '  s: 5.0 s → 9.0 s, ×1.8',
  ]);
  expect(words(run({ a: 'pass' }, 9000), run({ a: 'pass' }, 5000))[0]).toBe('faster (1)');
  expect(words(run({ a: 'pass' }, 500), run({ a: 'pass' }, 1100))).toEqual(['nothing has changed']);
});

it('tells of a run that did not come to its checks', () => {
  const broken = { ...run({}), outcome: 'error' };
  expect(words(run({ a: 'pass' }), broken)).toContain('newly without a verdict (1)');
});

it('reads the report of a run, and of several', () => {
  const one = readReport(JSON.stringify(tracedRun), comparedSchema);
  expect(one?.map(({ scenario }) => scenario.name)).toEqual(['multi-node-overlay']);
  const runs = [{ label: 'a (netns)', ...tracedRun }];
  expect(readReport(JSON.stringify({ schemaVersion: 1, runs }), comparedSchema)?.[0]?.label).toBe(
    'a (netns)',
  );
});

it.each(['', '{', '[]', '{"schemaVersion":2,"runs":[]}'])('takes %j for no report', (text) => {
  expect(readReport(text, comparedSchema)).toBeNull();
});
