import { createColors } from 'picocolors';
import { expect, it } from 'vitest';
import { compareRounds } from '../../../src/checks/judge/compare.ts';
import { comparisonBlocks } from '../../../src/report/comparison.ts';
import type { CaseResult } from '../../../src/checks/result.ts';
import type { CompareCheck } from '../../../src/topology/checks/compare.ts';

const where = { file: 'scenarios/x.yaml', line: 1, column: 1 };
const flow = {
  from: { node: 'node1', container: null },
  to: { label: 'node2', address: '10.0.0.20', family: 4 as const, endpoint: null },
};
const check: CompareCheck = {
  ...{ kind: 'compare', number: 1, title: 'the cost', where, withinMs: 0 },
  paths: ['host', 'overlay'].map((name) => ({ name, flow })),
  claims: (['throughput', 'latency'] as const).map((measure) => ({
    ...{ text: 'an overlay costs something', better: 'host', than: 'overlay' },
    ...{ measure, expect: null },
  })),
  ...{ rounds: 6, durationMs: 1000 },
};

const samples = (mbit: number, latencyMs: number) =>
  [1, 1, 1, 1, 1, 1].map((factor) => ({ throughputBps: mbit * 1e6 * factor, latencyMs }));
const comparison = compareRounds(
  check,
  new Map([
    ['host', samples(400, 0.5)],
    ['overlay', samples(250, 0.5)],
  ]),
);

function caseWith(kind: string, data: unknown): CaseResult {
  return {
    ...{ id: '1-compare', kind, title: 'the cost', where, probed: null },
    ...{ outcome: 'pass', attempts: 1 },
    ...{ durationMs: 1, expected: '', observed: '' },
    evidence: [{ what: 'the comparison', data }],
  };
}

it('shows each path with its bars, and what became of each claim', () => {
  const [block] = comparisonBlocks([caseWith('compare', comparison)], createColors(false));
  expect(block).toBe(`the cost (6 rounds, medians)
  host     400 Mbit/s  ████████████████████  0.50 ms  ████████████████████
  overlay  250 Mbit/s  ████████████▌         0.50 ms  ████████████████████

  “an overlay costs something”
    throughput  host ×1.60 of overlay (1.60 to 1.60 with 96 %)  confirmed
    latency     host ×1.00 of overlay (1.00 to 1.00 with 96 %)  not distinguishable`);
});

it('shows nothing of other checks, or of a comparison that came to nothing', () => {
  const checks = [caseWith('reach', comparison), caseWith('compare', null)];
  expect(comparisonBlocks(checks, createColors(false))).toEqual([]);
});
