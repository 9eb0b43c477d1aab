import { expect, test } from 'vitest';
import { parsePingTimes } from '../../../../src/checks/parse/ping-times.ts';
import { recorded, releases } from '../recorded.ts';

test.each(releases)('%s: the time of every answer', (release) => {
  const times = parsePingTimes(recorded(release, 'ping-all-of-ten'));
  expect(times).toHaveLength(10);
  for (const time of times) expect(time).toBeGreaterThan(0);
});

test('a duplicate counts once', () => {
  const output = recorded('debian13', 'ping-duplicates');
  expect(output).toContain('DUP!');
  const sequences = new Set([...output.matchAll(/icmp_seq=(\d+)/g)].map((match) => match[1]));
  expect(parsePingTimes(output)).toHaveLength(sequences.size);
});

test.each(['ping-lost', 'ping-no-route', 'ping-missing', 'ping-net-unreachable'])(
  '%s has no times',
  (name) => {
    expect(parsePingTimes(recorded('debian13', name))).toEqual([]);
  },
);
