import { describe, expect, it } from 'vitest';
import { medianInterval } from '../../../src/checks/judge/median-interval.ts';

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i + 1);

describe('the interval of a median', () => {
  // Ranks from tables of the sign test at 5 %, two-sided.
  it.each([
    [6, 1, 0.96875],
    [8, 1, 0.9921875],
    [9, 2, 0.9609375],
    [11, 2, 0.98828125],
    [12, 3, 0.961426],
    [20, 6, 0.958611],
    [30, 10, 0.957226],
  ])('of %d samples begins at the %d. from both ends', (n, rank, confidence) => {
    const interval = medianInterval(upTo(n).toReversed());
    expect(interval).toMatchObject({ median: (n + 1) / 2, low: rank, high: n + 1 - rank });
    expect(interval?.confidence).toBeCloseTo(confidence, 6);
  });

  it.each([0, 1, 5])('is not there for %d samples', (n) => {
    expect(medianInterval(upTo(n))).toBeNull();
  });

  it('does not move for one sample that went wrong, from nine on', () => {
    const good = [1.1, 1.12, 1.09, 1.15, 1.11, 1.13, 1.1, 1.14];
    expect(medianInterval([...good, 0.01])?.low).toBeGreaterThan(1);
    expect(medianInterval([...good, 99])?.high).toBeLessThan(1.2);
  });

  it('holds the median of what was drawn from as often as it says', () => {
    const random = lehmer(20_260_101);
    const rounds = 4000;
    let held = 0;
    for (let round = 0; round < rounds; round++) {
      // A long tail to one side, as times have; its median is 1.
      const samples = upTo(9).map(() => -Math.log2(random()));
      const interval = medianInterval(samples);
      if (interval !== null && interval.low <= 1 && interval.high >= 1) held += 1;
    }
    expect(held / rounds).toBeGreaterThan(0.95);
    expect(held / rounds).toBeLessThan(0.972);
  });
});

/** Numbers between 0 and 1, the same ones each time (Lehmer's generator, MINSTD). */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
