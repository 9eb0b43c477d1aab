import { expect, test } from 'vitest';
import { jumpBetween, parseClockReadings } from '../../../../src/checks/parse/clock-reading.ts';

const printed = `clock 81.07 1795311000123 81.09
64 bytes from nobody
clock 81.20 1795307400250 81.22
`;

test('a clock that was set is told from the time that went by', () => {
  const [before, after, ...others] = parseClockReadings(printed);
  expect(others).toEqual([]);
  if (before === undefined || after === undefined) throw new Error('no readings');
  const { leastMs, mostMs } = jumpBetween(before, after);
  expect(leastMs).toBeLessThanOrEqual(-3_600_000);
  expect(mostMs).toBeGreaterThanOrEqual(-3_600_000);
  expect(mostMs - leastMs).toBeLessThan(100);
});

test('a clock that goes on has not jumped', () => {
  const [before, after] = parseClockReadings(
    'clock 81.07 1795311000123 81.09\nclock 91.07 1795311010123 91.09\n',
  );
  if (before === undefined || after === undefined) throw new Error('no readings');
  const { leastMs, mostMs } = jumpBetween(before, after);
  expect([leastMs < 0, mostMs > 0]).toEqual([true, true]);
});

test.each(['', 'clock 81.07  81.09\n', 'clock is set by 1000 ms at 1795311000123\n'])(
  'no reading in %j',
  (text) => {
    expect(parseClockReadings(text)).toEqual([]);
  },
);
