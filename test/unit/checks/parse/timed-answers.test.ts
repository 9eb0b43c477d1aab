import { expect, test } from 'vitest';
import { parseTimedAnswers } from '../../../../src/checks/parse/timed-answers.ts';
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
