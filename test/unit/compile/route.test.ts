import { describe, expect, test } from 'vitest';
import { factLine } from '../../../src/compile/fact-line.ts';
import { installedRoutes, routeFacts } from '../../../src/compile/route.ts';
import { destinationOf, prefixOf } from '../../../src/topology/addressing.ts';
import type { Bridge, Namespace, Route } from '../../../src/topology/model.ts';

function namespaceOf(addresses: readonly string[], routes: readonly Route[], up = true): Namespace {
  const bridge: Bridge = {
    kind: 'bridge',
    name: 'br0',
    mac: '02:00:00:00:00:01',
    mtu: 1500,
    up,
    addresses: addresses.map(prefixOf),
    master: null,
    vlans: null,
    vrf: null,
    vlanFiltering: false,
  };
  return {
    devices: [bridge],
    routes,
    rules: [],
    neighbours: [],
    fdb: [],
    impairments: [],
    sysctls: [],
    nat: [],
    firewall: [],
    services: [],
    run: [],
  };
}

function routeTo(to: string, via: string | null, metric: number | null = null): Route {
  return {
    to: destinationOf(to, 4),
    via,
    dev: 'br0',
    src: null,
    metric,
    onlink: false,
    table: null,
  };
}

function lines(namespace: Namespace): readonly string[] {
  return routeFacts(namespace).map(factLine);
}

describe('routes that come with addresses', () => {
  test.each([
    ['one a network', ['10.0.0.1/24'], ['route 10.0.0.0/24 dev br0 src 10.0.0.1']],
    ['none for a single IPv4 address', ['10.0.0.1/32'], []],
    ['one for a single IPv6 address', ['fd00::1/128'], ['route fd00::1 dev br0']],
    [
      'the first of two in a network',
      ['10.0.0.2/24', '10.0.0.1/24'],
      ['route 10.0.0.0/24 dev br0 src 10.0.0.2'],
    ],
    [
      'networks in networks',
      ['10.0.0.1/24', '10.0.0.1/16'],
      ['route 10.0.0.0/24 dev br0 src 10.0.0.1', 'route 10.0.0.0/16 dev br0 src 10.0.0.1'],
    ],
    ['none for IPv6 with a source', ['fd00::1/64'], ['route fd00::/64 dev br0']],
  ])('%s', (_, addresses, expected) => {
    expect(lines(namespaceOf(addresses, []))).toEqual(expected);
  });
});

describe('routes of the scenario', () => {
  test('none over a device that is down', () => {
    const namespace = namespaceOf(['10.0.0.1/24'], [routeTo('default', '10.0.0.2')], false);
    expect(installedRoutes(namespace)).toEqual([]);
    expect(lines(namespace)).toEqual([]);
  });

  test('one that an address brings along is not added again', () => {
    expect(installedRoutes(namespaceOf(['10.0.0.1/24'], [routeTo('10.0.0.0/24', null)]))).toEqual(
      [],
    );
  });

  test('one to the same network by another way is', () => {
    const routes = [routeTo('10.0.0.0/24', '10.0.0.2', 10)];
    expect(installedRoutes(namespaceOf(['10.0.0.1/24'], routes))).toEqual(routes);
  });

  test('a metric that the kernel would choose anyway is not told', () => {
    const namespace = namespaceOf(
      [],
      [routeTo('10.0.0.0/24', null, 0), routeTo('fd00::/64', null, 1024)],
    );
    expect(lines(namespace)).toEqual(['route 10.0.0.0/24 dev br0', 'route fd00::/64 dev br0']);
  });
});
