import { describe, expect, test } from 'vitest';
import { parseTimedAnswers, sumOfJumps } from '../../../../src/checks/parse/timed-answers.ts';
import { recorded, releases } from '../recorded.ts';

test.each(releases)('%s: when every answered request was sent', (release) => {
  const answers = parseTimedAnswers(recorded(release, 'ping-row-whole'));
  expect(answers.length).toBeGreaterThan(15);
  expect(answers.map(({ sequence }) => sequence)).toEqual(answers.map((_, index) => index + 1));
  for (const [index, { sentMs }] of answers.entries()) {
    expect(sentMs).toBeGreaterThan(answers[index - 1]?.sentMs ?? 0);
  }
});

test('a duplicate counts once, and the order is that of the requests', () => {
  const output = [
    '[1795298620.030000] 64 bytes from 10.0.0.2: icmp_seq=2 ttl=64 time=10.0 ms',
    '[1795298620.031000] 64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=21.0 ms',
    '[1795298620.032000] 64 bytes from 10.0.0.2: icmp_seq=2 ttl=64 time=12.0 ms (DUP!)',
  ].join('\n');
  expect(parseTimedAnswers(output)).toEqual([
    { sequence: 1, sentMs: 1795298620010 },
    { sequence: 2, sentMs: 1795298620020 },
  ]);
});

test.each(['ping-row-nobody', 'ping-answered', 'ping-missing'])('%s has no times', (name) => {
  expect(parseTimedAnswers(recorded('debian13', name))).toEqual([]);
});

describe('a clock that is set meanwhile', () => {
  const second = 1_795_298_620_000;
  /** An answer that came so many ms after that, by the clock. */
  const answer = (sequence: number, afterMs: number, timeMs = 1) =>
    `[${((second + afterMs) / 1000).toFixed(6)}] 64 bytes from 10.0.0.2: icmp_seq=${sequence} ttl=64 time=${timeMs} ms`;
  const set = (byMs: number, afterMs: number) =>
    `clock is set by ${byMs} ms at ${second + afterMs}`;
  const done = 'clock was set from 81.20 to 81.25';
  const sent = (...lines: readonly string[]) => {
    const [first, ...rest] = parseTimedAnswers(lines.join('\n'));
    return rest.map(({ sentMs }) => Math.round(sentMs - (first?.sentMs ?? 0)));
  };
  const jumps = [
    ['forward', 3_600_000],
    ['back', -3_600_000],
    ['back by less than the watch lasts', -2000],
  ] as const;

  test.each(jumps)('%s: requests stay as far apart as they were', (_, by) => {
    const before = [answer(1, 0), answer(2, 3000), set(by, 3005)];
    expect(sent(...before, done, answer(3, 3100 + by))).toEqual([3000, 3100]);
    // What is printed while it is set may be of either clock.
    expect(sent(...before, answer(3, 3010), answer(4, 3020 + by), done)).toEqual([
      3000, 3010, 3020,
    ]);
  });

  test.each(jumps)('%s: the end is by the clock as it is then', (_, by) => {
    const text = [answer(1, 0), set(by, 10), done].join('\n');
    expect(parseTimedAnswers(text)).toMatchObject([{ sentMs: second + by - 1 }]);
    expect(sumOfJumps(text)).toEqual({ leastMs: by - 60, mostMs: by });
  });

  test('forward and back again', () => {
    const there = [answer(1, 0), set(60_000, 10), done, answer(2, 60_100)];
    const back = [set(-60_000, 60_110), done, answer(3, 200)];
    expect(sent(...there, ...back)).toEqual([100, 200]);
    expect(sumOfJumps([...there, ...back].join('\n'))).toEqual({ leastMs: -120, mostMs: 0 });
  });

  test('an answer that was on its way was not sent long before', () => {
    const way = [answer(1, 0), set(60_000, 10), done, answer(2, 60_015, 60_006)];
    expect(sent(...way)).toEqual([10]);
    const slow = [answer(1, 0), set(1000, 10), done, answer(2, 4010, 1500)];
    expect(sent(...slow)).toEqual([1511]);
  });
});
