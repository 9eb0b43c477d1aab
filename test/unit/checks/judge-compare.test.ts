import { describe, expect, it } from 'vitest';
import type { Sample } from '../../../src/checks/judge/comparison.ts';
import { compareRounds, judgeCompare } from '../../../src/checks/judge/compare.ts';
import type { Claim, CompareCheck } from '../../../src/topology/checks/compare.ts';
import { endpoint, target, where } from './fake-lab.ts';

const claim: Claim = {
  text: 'fast is faster',
  better: 'fast',
  than: 'slow',
  measure: 'throughput',
  expect: null,
};

function checkOf(change: Partial<Claim>, rounds = 6): CompareCheck {
  const flow = { from: endpoint('node1'), to: target('node2', '10.0.0.20') };
  return {
    ...{ kind: 'compare', number: 1, title: null, where, withinMs: 0 },
    paths: [
      { name: 'fast', flow },
      { name: 'slow', flow },
    ],
    claims: [{ ...claim, ...change }],
    ...{ rounds, durationMs: 1000 },
  };
}

/** Samples of both paths; times are a thousandth of the inverse of rates. */
function roundsOf(fast: readonly number[], slow: readonly number[]) {
  const samples = (mbits: readonly number[]): readonly Sample[] =>
    mbits.map((mbit) => ({ throughputBps: mbit * 1e6, latencyMs: 1000 / mbit }));
  return new Map([
    ['fast', samples(fast)],
    ['slow', samples(slow)],
  ]);
}

function judged(check: CompareCheck, fast: readonly number[], slow: readonly number[]) {
  const comparison = compareRounds(check, roundsOf(fast, slow));
  return { comparison, verdict: judgeCompare(check, comparison) };
}

const steady = [100, 102, 99, 101, 100, 98];

describe('a claim', () => {
  it.each(['throughput', 'latency'] as const)(
    'is confirmed when every round says so: %s',
    (measure) => {
      const { comparison } = judged(
        checkOf({ measure }),
        steady.map((mbit) => mbit * 1.2),
        steady,
      );
      expect(comparison?.claims).toMatchObject([{ verdict: 'confirmed', measure }]);
      expect(comparison?.claims[0]?.factor.median).toBeCloseTo(1.2);
    },
  );

  it.each(['throughput', 'latency'] as const)(
    'is refuted when every round denies it: %s',
    (measure) => {
      const { comparison } = judged(
        checkOf({ measure }),
        steady,
        steady.map((mbit) => mbit * 1.2),
      );
      expect(comparison?.claims).toMatchObject([{ verdict: 'refuted' }]);
    },
  );

  it('is neither when rounds contradict each other', () => {
    const { comparison } = judged(checkOf({}), [101, 99, 103, 98, 100, 102], steady);
    expect(comparison?.claims).toMatchObject([{ verdict: 'not_distinguishable' }]);
  });

  it('is judged within rounds: a machine that gets slower hides nothing', () => {
    const slowing = [100, 80, 60, 40, 20, 10];
    const { comparison } = judged(
      checkOf({}),
      slowing.map((mbit) => mbit * 1.1),
      slowing,
    );
    expect(comparison?.claims).toMatchObject([{ verdict: 'confirmed' }]);
    const [fast, slow] = comparison?.paths ?? [];
    expect(fast?.throughputBps.low).toBeLessThan(slow?.throughputBps.high ?? 0);
  });
});

describe('a comparison', () => {
  it('passes whatever it finds, and says it with the spread', () => {
    const { verdict } = judged(
      checkOf({}),
      steady,
      steady.map((mbit) => mbit * 2),
    );
    expect(verdict).toEqual({
      outcome: 'pass',
      expected: 'every path can be measured',
      observed: 'fast over slow, throughput: refuted, ×0.5 (0.5 to 0.5)',
    });
  });

  it.each([
    ['confirmed', 'pass'],
    ['refuted', 'fail'],
    ['not_distinguishable', 'fail'],
  ] as const)('that expects %s, and finds a confirmation: %s', (expect_, outcome) => {
    const check = checkOf({ expect: expect_ });
    const { verdict } = judged(
      check,
      steady.map((mbit) => mbit * 2),
      steady,
    );
    expect(verdict.outcome).toBe(outcome);
    expect(verdict.expected).toBe(`fast over slow, throughput: ${expect_.replaceAll('_', ' ')}`);
  });

  it('cannot be carried out with too few rounds, or a path that was not measured', () => {
    const few = judged(checkOf({}, 5), steady.slice(0, 5), steady.slice(0, 5));
    expect(few.verdict).toMatchObject({ outcome: 'error', observed: 'too few rounds to judge by' });
    expect(judged(checkOf({}), steady, []).verdict.outcome).toBe('error');
  });

  it('keeps every sample', () => {
    const { comparison } = judged(checkOf({}), steady, steady);
    expect(comparison?.paths.map(({ name }) => name)).toEqual(['fast', 'slow']);
    expect(comparison?.paths[0]?.throughputBps.samples).toEqual(steady.map((mbit) => mbit * 1e6));
  });
});
