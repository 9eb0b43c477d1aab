import { describe, expect, test } from 'vitest';
import { outage } from '../../../src/checks/kinds/outage.ts';
import { judgeOutage } from '../../../src/checks/judge/outage.ts';
import { outageFigures, type Watched } from '../../../src/checks/judge/outage-figures.ts';
import { parseTimedAnswers } from '../../../src/checks/parse/timed-answers.ts';
import { watchKey } from '../../../src/checks/probe/watch-outages.ts';
import { HarnessError } from '../../../src/lib/errors.ts';
import type { OutageCheck } from '../../../src/topology/checks/outage.ts';
import { endpoint, fakeLab, never, target, where } from './fake-lab.ts';
import { recorded, releases } from './recorded.ts';

function watched(output: string, change: Partial<Watched> = {}): Watched {
  const last = parseTimedAnswers(output).at(-1)?.sentMs ?? 0;
  return { output, baseline: 1, recovered: true, endedMs: last, ...change };
}

function figures(output: string, change: Partial<Watched> = {}) {
  const found = outageFigures(watched(output, change));
  if (found === null) throw new Error('no figures');
  return found;
}

describe.each(releases)('%s', (release) => {
  test('a row that was answered as a whole has no gap', () => {
    const found = figures(recorded(release, 'ping-row-whole'));
    expect(found).toMatchObject({ lost: 0, outMs: 0, gaps: [] });
    expect(found.intervalMs).toBeGreaterThanOrEqual(9);
    expect(found.intervalMs).toBeLessThan(25);
  });

  test.each(['ping-row-gap', 'ping-row-own-device'])('%s: one gap of 0.3 s', (name) => {
    const { sent, lost, outMs, gaps } = figures(recorded(release, name));
    const text = recorded(release, name);
    const [, transmitted, received] =
      /^(\d+) packets transmitted, (\d+) received/m.exec(text) ?? [];
    expect(gaps).toHaveLength(1);
    expect(lost).toBeGreaterThan(10);
    // What was on its way when ping was ended is not lost.
    expect(Number(transmitted) - sent).toBeLessThanOrEqual(1);
    expect(sent - lost).toBe(Number(received));
    expect(outMs).toBeGreaterThan(250);
    expect(outMs).toBeLessThan(600);
    expect(gaps[0]?.ms).toBe(outMs);
    expect(gaps[0]?.afterMs).toBeGreaterThan(200);
  });

  test('two gaps add up', () => {
    const { outMs, gaps } = figures(recorded(release, 'ping-row-two-gaps'));
    expect(gaps).toHaveLength(2);
    expect(outMs).toBe((gaps[0]?.ms ?? 0) + (gaps[1]?.ms ?? 0));
  });

  test('what does not end lasts to the end', () => {
    const text = recorded(release, 'ping-row-lasting');
    const last = parseTimedAnswers(text).at(-1);
    const endedMs = (last?.sentMs ?? 0) + 300;
    const found = figures(text, { recovered: false, endedMs });
    expect(found.gaps).toMatchObject([{ first: (last?.sequence ?? 0) + 1, ms: 300 }]);
    expect(found.lost).toBe(found.gaps[0]?.lost);
    const judged = judgeOutage(found, { atLeastMs: 100, atMostMs: 1000, recovered: false });
    expect(judged.passed).toBe(false);
    expect(judged.observed).toMatch(/^never recovered: out for 300 ms and on: \d+ of \d+/);
  });

  test('what was lost before the baseline does not count', () => {
    const text = recorded(release, 'ping-row-gap');
    const { gaps } = figures(text);
    const { lost } = figures(text, { baseline: (gaps[0]?.last ?? 0) + 1 });
    expect(lost).toBe(0);
  });

  test('nothing is told of a row that nobody answered, or that was killed', () => {
    expect(outageFigures(watched(recorded(release, 'ping-row-nobody')))).toBeNull();
    const [cut = ''] = recorded(release, 'ping-row-gap').split('---');
    expect(outageFigures(watched(cut))).toBeNull();
  });
});

describe('a clock that is set meanwhile', () => {
  // Recorded on machines whose clocks went back by an hour, and forward by two days.
  test('makes no outage', () => {
    const { lost, outMs, intervalMs, longestPauseMs } = figures(
      recorded('debian13', 'ping-row-clock-back'),
    );
    expect([lost, outMs, intervalMs]).toEqual([0, 0, 11]);
    expect(longestPauseMs).toBeLessThan(100);
  });

  test('makes one no longer', () => {
    const { lost, outMs, gaps } = figures(recorded('debian13', 'ping-row-clock-in-gap'));
    expect(gaps).toHaveLength(1);
    expect([lost, outMs]).toEqual([44, 689]);
  });
});

describe('the judge', () => {
  const gap = figures(recorded('debian13', 'ping-row-gap'));
  const whole = figures(recorded('debian13', 'ping-row-whole'));
  const judge = (of: typeof gap, atLeastMs: number | null, atMostMs: number | null) =>
    judgeOutage(of, { atLeastMs, atMostMs, recovered: true });

  test('holds the outage against both bounds', () => {
    expect(judge(gap, null, 1000).passed).toBe(true);
    expect(judge(gap, 200, 1000).passed).toBe(true);
    expect(judge(gap, null, 100).passed).toBe(false);
    expect(judge(gap, 1000, null).passed).toBe(false);
    expect(judge(gap, null, 0).passed).toBe(false);
    expect(judge(whole, null, 0).passed).toBe(true);
    expect(judge(whole, 1, null).passed).toBe(false);
  });

  test('tells no outage from one', () => {
    expect(judge(whole, null, 0).observed).toBe(
      'no outage: 17 of 17 requests answered, probed every 16 ms',
    );
    expect(judge(gap, null, 0).observed).toMatch(/^out for \d+ ms: 26 of 71 requests lost, probed/);
  });
});

describe('the case', () => {
  const check: OutageCheck = {
    kind: 'outage',
    number: 3,
    title: null,
    where,
    withinMs: 5000,
    pairs: [{ from: endpoint('node1/con1'), to: target('node2/con1', '172.16.0.2') }],
    atLeastMs: 100,
    atMostMs: 3000,
    watchMs: 1000,
  };
  const [pair] = check.pairs;
  if (pair === undefined) throw new Error('no pair');
  const key = watchKey(check, pair);
  const attempt = (entries: readonly [string, Watched | HarnessError][] | null) => {
    const lab = fakeLab({ watched: entries === null ? null : new Map(entries) });
    const [only] = outage.expand(check);
    if (only === undefined) throw new Error('no case');
    return only.attempt(lab, never);
  };

  test('judges what was watched, for good', async () => {
    const gap = watched(recorded('debian13', 'ping-row-gap'));
    expect(await attempt([[key, gap]])).toMatchObject({
      outcome: 'pass',
      final: true,
      expected: 'node1/con1 → node2/con1 (172.16.0.2) is out for at least 100 ms, for at most 3 s',
    });
    const whole = watched(recorded('debian13', 'ping-row-whole'));
    expect(await attempt([[key, whole]])).toMatchObject({ outcome: 'fail', final: true });
  });

  test('is an error where the prober came to nothing, never a pass', async () => {
    expect(await attempt([[key, new HarnessError('no such node')]])).toMatchObject({
      outcome: 'error',
      observed: 'no such node',
    });
    expect(await attempt([])).toMatchObject({ outcome: 'error' });
    const killed = watched(recorded('debian13', 'ping-row-gap').split('---')[0] ?? '');
    expect(await attempt([[key, killed]])).toMatchObject({ outcome: 'error' });
  });

  test('is left out where the step is not played', async () => {
    expect(await attempt(null)).toMatchObject({ outcome: 'skip' });
  });
});
