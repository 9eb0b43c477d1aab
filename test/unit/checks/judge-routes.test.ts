import { describe, expect, it } from 'vitest';
import { routesDifference, tableLines } from '../../../src/checks/judge/routes.ts';
import { parseIpRoutes } from '../../../src/checks/parse/ip-route.ts';
import { parseRouteText } from '../../../src/checks/parse/route-text.ts';
import { UsageError } from '../../../src/lib/errors.ts';
import { recorded, releases } from './recorded.ts';

const node1 = [
  '10.0.0.0/16 dev ens5',
  '172.16.0.0/24 dev veth10',
  '172.16.1.0/24 via 192.168.42.2 dev vxlan0',
  '192.168.42.0/30 dev vxlan0',
  'prohibit 198.51.100.0/26',
  'unreachable 198.51.100.64/26',
  'prohibit 2001:db8:1::/48 dev lo',
  'fd00:1::/64 dev veth10',
  'fd00:2::/64 via fd42::2 dev vxlan0',
  'fd42::/64 dev vxlan0',
];

describe.each(releases)('routesDifference on tables of %s', (release) => {
  const table = [
    ...parseIpRoutes(recorded(release, 'routes4'), 4),
    ...parseIpRoutes(recorded(release, 'routes6'), 6),
  ];
  const difference = (lines: readonly string[]) =>
    routesDifference(lines.map(parseRouteText), table);

  it('finds none in any order, link-local routes apart', () => {
    expect(difference(node1)).toEqual({ missing: [], unexpected: [] });
    expect(difference([...node1].reverse())).toEqual({ missing: [], unexpected: [] });
  });

  it('shows what is missing and what is too many', () => {
    const lines = node1.map((line) => line.replace('192.168.42.2', '10.0.0.20'));
    expect(difference(lines)).toEqual({
      missing: ['172.16.1.0/24 via 10.0.0.20 dev vxlan0'],
      unexpected: ['172.16.1.0/24 via 192.168.42.2 dev vxlan0'],
    });
  });

  it('writes the table as a scenario would', () => {
    expect(tableLines(table)).toEqual(expect.arrayContaining(node1));
    expect(tableLines(table)).toHaveLength(node1.length);
  });

  it.each([
    ['172.16.0.0/24 dev veth10 src 172.16.0.1', []],
    ['172.16.0.0/24 dev veth10 proto kernel scope link', []],
    ['172.16.0.0/24', []],
    ['fd00:2:0::/64 via fd42:0::2 dev vxlan0 metric 1024', []],
    ['172.16.1.0/24 via 192.168.42.2 dev vxlan0 metric 0', []],
    ['172.16.0.0/24 dev veth10 src 172.16.0.9', ['172.16.0.0/24 dev veth10 src 172.16.0.9']],
    ['172.16.0.0/24 dev veth10 metric 5', ['172.16.0.0/24 dev veth10 metric 5']],
    ['172.16.1.0/24 dev vxlan0', ['172.16.1.0/24 dev vxlan0']],
    ['198.51.100.0/26 dev ens5', ['198.51.100.0/26 dev ens5']],
  ])('holds "%s" against the table: missing %j', (line, missing) => {
    expect(difference([line]).missing).toEqual(missing);
  });

  it('does not let one route stand for two lines', () => {
    expect(difference(['172.16.0.0/24', '172.16.0.0/24 dev veth10']).missing).toEqual([
      '172.16.0.0/24',
    ]);
  });

  it('reads default routes of both families', () => {
    const con1 = [
      ...parseIpRoutes(recorded(release, 'con1-routes4'), 4),
      ...parseIpRoutes(recorded(release, 'con1-routes6'), 6),
    ];
    const lines = ['default via 172.16.0.1 dev veth11', 'default via fd00:1::1 dev veth11'];
    expect(routesDifference(lines.map(parseRouteText), con1).missing).toEqual([]);
  });
});

describe('parseRouteText', () => {
  it.each(['', 'nonsense', '172.16.0.0/24 dev', '172.16.0.0/24 over veth10', 'default via x'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseRouteText(text)).toThrow(UsageError);
    },
  );
});
