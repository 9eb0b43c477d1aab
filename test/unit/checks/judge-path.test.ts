import { describe, expect, test } from 'vitest';
import { answeredHops, hopsWords, pathObjection } from '../../../src/checks/judge/path.ts';
import { parseTraceroute, type TracedPath } from '../../../src/checks/parse/traceroute.ts';
import type { ExpectedHop } from '../../../src/topology/checks/path.ts';
import { recorded } from './recorded.ts';

function traced(name: string): TracedPath {
  const path = parseTraceroute(recorded('debian13', name));
  if (path === null) throw new Error(`${name} is no report`);
  return path;
}

/** `*` is anybody. */
function hops(...addresses: readonly string[]): readonly ExpectedHop[] {
  return addresses.map((label) => ({ label, addresses: label === '*' ? null : [label] }));
}

describe('what traceroute prints', () => {
  test.each([
    ['traceroute', '172.16.0.1 → 10.0.0.20'],
    ['traceroute-neighbour', '172.16.0.3'],
    ['traceroute6', 'fd00:1::3'],
    ['traceroute-nobody', '172.16.0.1 → * → * → *'],
    ['traceroute-prohibited', '172.16.0.1 (!X)'],
    ['traceroute-no-route', 'no hop'],
  ])('%s: %s', (name, words) => {
    expect(hopsWords(traced(name).hops)).toBe(words);
  });

  test('a refusal to send', () => {
    expect(traced('traceroute-no-route').refusal).toBe('connect: Network is unreachable');
  });

  test('no report at all', () => {
    expect(parseTraceroute('sh: 1: traceroute: not found')).toBeNull();
    expect(parseTraceroute('')).toBeNull();
  });
});

describe('a way is as expected, or says where it is not', () => {
  test.each([
    ['traceroute', hops('172.16.0.1', '10.0.0.20'), null],
    ['traceroute', hops('*', '10.0.0.20'), null],
    ['traceroute-nobody', hops('172.16.0.1', '*', '*'), null],
    ['traceroute-nobody', hops('172.16.0.1'), null],
    [
      'traceroute',
      hops('172.16.0.9', '10.0.0.20'),
      '172.16.0.1 → 10.0.0.20: hop 1 is not 172.16.0.9',
    ],
    ['traceroute', hops('172.16.0.1'), '172.16.0.1 → 10.0.0.20: 2 hops instead of 1'],
    ['traceroute', hops('172.16.0.1', '10.0.0.20', '*'), '172.16.0.1 → 10.0.0.20: hop 3 is not *'],
    [
      'traceroute-nobody',
      hops('172.16.0.1', '10.0.0.99'),
      '172.16.0.1 → *: hop 2 is not 10.0.0.99',
    ],
    ['traceroute-prohibited', hops('172.16.0.1'), '172.16.0.1 (!X): it was rejected'],
    ['traceroute-no-route', hops('*'), 'connect: Network is unreachable'],
  ])('%s', (name, expected, objection) => {
    expect(pathObjection(expected, traced(name))).toBe(objection);
  });

  test('what nobody answers at the end does not count', () => {
    expect(answeredHops(traced('traceroute-nobody'), hops('*', '*'))).toHaveLength(2);
    expect(answeredHops(traced('traceroute-nobody'), hops('*'))).toHaveLength(1);
  });
});
