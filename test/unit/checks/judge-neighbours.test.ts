import { describe, expect, test } from 'vitest';
import {
  absenceObjection,
  countedNeighbours,
  presenceObjection,
  sameTableObjection,
} from '../../../src/checks/judge/neighbours.ts';
import { parseIpNeighbours } from '../../../src/checks/parse/ip-neigh.ts';
import type { ExpectedNeighbour } from '../../../src/topology/checks/neighbours.ts';
import { recorded, releases } from './recorded.ts';

const con2 = { label: 'node1/con2', macs: ['02:00:00:00:02:03'] };
const far = { label: 'far', macs: ['02:00:00:00:02:12'] };

function wanted(address: string, over: Partial<ExpectedNeighbour> = {}): ExpectedNeighbour {
  return { address, dev: null, mac: null, ...over };
}

describe.each(releases)('neighbours, %s', (release) => {
  const table = parseIpNeighbours(recorded(release, 'neigh'));
  const other = parseIpNeighbours(recorded(release, 'neigh-con2'));
  const empty = parseIpNeighbours(recorded(release, 'neigh-empty'));

  test.each([
    ['reachable', wanted('172.16.0.3', { mac: con2 }), null],
    ['stale', wanted('172.16.0.12', { mac: far, dev: 'veth11' }), null],
    ['permanent', wanted('172.16.0.77'), null],
    ['IPv6', wanted('fd00:1::3', { mac: con2 }), null],
    ['failed', wanted('172.16.0.9'), 'nobody has answered for 172.16.0.9 (FAILED)'],
    ['incomplete', wanted('172.16.0.8'), 'nobody has answered for 172.16.0.8 (INCOMPLETE)'],
    ['not there', wanted('172.16.0.99'), 'no entry for 172.16.0.99'],
    ['elsewhere', wanted('172.16.0.3', { dev: 'eth0' }), 'no entry for 172.16.0.3 on eth0'],
    [
      'another',
      wanted('172.16.0.3', { mac: far }),
      '172.16.0.3 is at 02:00:00:00:02:03, not at that of far (02:00:00:00:02:12)',
    ],
    [
      'of nobody',
      wanted('172.16.0.3', { mac: { label: 'tunnel', macs: [] } }),
      '172.16.0.3 is at 02:00:00:00:02:03, not at that of tunnel (which has none)',
    ],
  ])('an entry that is %s', (_, entry, objection) => {
    expect(presenceObjection(entry, table)).toBe(objection);
  });

  test.each([
    ['172.16.0.99', null],
    ['172.16.0.9', null],
    ['172.16.0.8', null],
    ['172.16.0.12', 'there is 172.16.0.12 dev veth11 lladdr 02:00:00:00:02:12 STALE'],
  ])('nothing for %s: %s', (address, objection) => {
    expect(absenceObjection(address, table)).toBe(objection);
  });

  test('two tables differ, are the same, or are both empty', () => {
    expect(sameTableObjection(table, other)).toBeNull();
    expect(sameTableObjection(table, empty)).toBeNull();
    expect(sameTableObjection(other, [...other].reverse())).toBe(
      'both have 172.16.0.2 02:00:00:00:02:02, fd00:1::2 02:00:00:00:02:02',
    );
    expect(sameTableObjection(empty, empty)).toBe('both tables are empty');
  });
});

test('what is behind mgmt does not count', () => {
  const table = parseIpNeighbours(
    '[{"dst":"192.0.2.2","dev":"mgmt0","lladdr":"52:55:0a:00:02:02","state":["REACHABLE"]}]',
  );
  expect(countedNeighbours(table)).toEqual([]);
});
