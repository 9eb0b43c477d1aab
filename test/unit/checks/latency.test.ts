import { describe, expect, test } from 'vitest';
import { latency } from '../../../src/checks/kinds/latency.ts';
import { isWithinBounds, latencyFigures } from '../../../src/checks/judge/latency.ts';
import { median } from '../../../src/checks/judge/median.ts';
import type { LatencyCheck } from '../../../src/topology/checks/latency.ts';
import { endpoint, fakeLab, never, target, where } from './fake-lab.ts';
import { recorded } from './recorded.ts';

const none = { atLeast: null, atMost: null };
const check: LatencyCheck = {
  kind: 'latency',
  number: 1,
  title: null,
  where,
  withinMs: 1000,
  pairs: [{ from: endpoint('node1'), to: target('node2', '172.16.1.2') }],
  rttMs: none,
  jitterMs: none,
  lossPercent: none,
  count: 20,
};

function attempt(output: string, bounds: Partial<LatencyCheck>, timeFactor = 1) {
  const lab = fakeLab({
    answer: (section) => (section === 'ping' ? recorded('debian13', output) : ''),
    timeFactor,
  });
  const [only] = latency.expand({ ...check, ...bounds });
  if (only === undefined) throw new Error('no case');
  return only.attempt(lab, never);
}

const outcomeOf = async (...args: Parameters<typeof attempt>) => (await attempt(...args)).outcome;

describe('latency', () => {
  test('holds the median and the loss against their bounds', async () => {
    const slow = { rttMs: { atLeast: 1000, atMost: null } };
    const fast = { rttMs: { atLeast: null, atMost: 1000 } };
    expect(await outcomeOf('ping-all-of-ten', fast)).toBe('pass');
    expect(await outcomeOf('ping-all-of-ten', slow)).toBe('fail');
    expect(await outcomeOf('ping-all-of-ten', { lossPercent: { atLeast: null, atMost: 0 } })).toBe(
      'pass',
    );
    const lossy = { lossPercent: { atLeast: 1, atMost: 99 } };
    expect(await outcomeOf('ping-all-of-ten', lossy)).toBe('fail');
    expect(await outcomeOf('ping-some-lost', lossy)).toBe('pass');
    expect(await outcomeOf('ping-some-lost', { lossPercent: { atLeast: null, atMost: 0 } })).toBe(
      'fail',
    );
  });

  test('no time is kept by what never came back', async () => {
    const bounds = { rttMs: { atLeast: null, atMost: 1000 } };
    expect(await attempt('ping-silence', bounds)).toMatchObject({
      outcome: 'fail',
      observed: 'nothing answered, 100 % of 2 lost',
    });
    const all = { lossPercent: { atLeast: 100, atMost: null } };
    expect(await outcomeOf('ping-silence', all)).toBe('pass');
  });

  test('only the upper bound on the time is scaled', async () => {
    const bounds = { rttMs: { atLeast: 40, atMost: 80 } };
    expect((await attempt('ping-all-of-ten', bounds, 4)).expected).toBe(
      'node1 → node2 (172.16.1.2): median rtt at least 40 ms, at most 320 ms',
    );
  });

  test('jitter is how much a round trip differs from the one before', () => {
    const answers = [10, 40, 12, 41].map(
      (time, index) => `64 bytes from 172.16.1.2: icmp_seq=${index + 1} ttl=64 time=${time} ms\n`,
    );
    const statistics = { transmitted: 4, received: 4 };
    // One that overtook another is put back in its place.
    const figures = latencyFigures(answers.toReversed().join(''), statistics);
    expect(figures).toMatchObject({ medianMs: 26, jitterMs: 29 });
    const within = (atLeast: number) =>
      isWithinBounds({ ...check, jitterMs: { atLeast, atMost: 30 } }, figures);
    expect([within(28), within(30)]).toEqual([true, false]);
    const [only = ''] = answers;
    expect(latencyFigures(only, { transmitted: 1, received: 1 }).jitterMs).toBeNull();
    expect(
      isWithinBounds(
        { ...check, jitterMs: { atLeast: null, atMost: 30 } },
        { ...figures, jitterMs: null },
      ),
    ).toBe(false);
  });

  test('a kernel that does not send fails it, a missing ping is an error', async () => {
    const bounds = { lossPercent: { atLeast: null, atMost: 0 } };
    expect(await outcomeOf('ping-no-route', bounds)).toBe('fail');
    await expect(attempt('ping-missing', bounds)).rejects.toThrow('ping did not run');
  });

  test('the median', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });
});
