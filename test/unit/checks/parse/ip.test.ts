import { describe, expect, it } from 'vitest';
import { parseDeviceCounters } from '../../../../src/checks/parse/device-counters.ts';
import { parseIpRoutes } from '../../../../src/checks/parse/ip-route.ts';
import { parseRouteGet } from '../../../../src/checks/parse/route-get.ts';
import { recorded, releases } from '../recorded.ts';

describe.each(releases)('iproute2 of %s', (release) => {
  it('reads the way to an address', () => {
    expect(parseRouteGet(recorded(release, 'route-get'))).toEqual({
      dev: 'veth11',
      source: '172.16.0.2',
      via: '172.16.0.1',
    });
  });

  it('takes an error for no way', () => {
    expect(parseRouteGet(recorded(release, 'route-get-no-route'))).toBeNull();
  });

  it('reads a table with routes that refuse', () => {
    const routes = parseIpRoutes(recorded(release, 'con1-routes4'), 4);
    expect(routes.map(({ type, to, via }) => [type, `${to.address}/${to.length}`, via])).toEqual([
      ['unicast', '0.0.0.0/0', '172.16.0.1'],
      ['unicast', '172.16.0.0/24', null],
      ['unreachable', '203.0.113.0/26', null],
      ['blackhole', '203.0.113.64/26', null],
      ['prohibit', '203.0.113.128/26', null],
    ]);
  });
});

describe('parseIpRoutes', () => {
  it('lists a route with several next hops once for each', () => {
    const json = JSON.stringify([
      {
        dst: '172.16.1.0/24',
        nexthops: [
          { gateway: '10.0.0.20', dev: 'ens5' },
          { via: { family: 'inet6', host: 'fe80::1' }, dev: 'ens6' },
        ],
      },
    ]);
    expect(parseIpRoutes(json, 4).map(({ via, dev }) => `${via ?? ''} ${dev ?? ''}`)).toEqual([
      '10.0.0.20 ens5',
      'fe80::1 ens6',
    ]);
  });

  it('takes no output for no table: an empty one is a list', () => {
    expect(() => parseIpRoutes('\n', 6)).toThrow(SyntaxError);
    expect(parseIpRoutes('[]\n', 6)).toEqual([]);
  });
});

describe('parseDeviceCounters', () => {
  const table = [
    'Inter-|   Receive                                                |  Transmit',
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs',
    '    lo:    1776       4    0    0    0     0          0         0     1776       4    0',
    'vxlan0:     840      10    0    0    0     0          0         0      924      11    0',
    'vxlan01:1 2 3 4 5 6 7 8 9 10 11',
  ].join('\n');

  it('reads the packets of the device', () => {
    expect(parseDeviceCounters(table, 'vxlan0')).toMatchObject({ rxPackets: 10, txPackets: 11 });
    expect(parseDeviceCounters(table, 'vxlan01')).toMatchObject({ rxPackets: 2, txPackets: 10 });
  });

  it('knows a device that is not there', () => {
    expect(parseDeviceCounters(table, 'vxlan')).toBeNull();
    expect(parseDeviceCounters('', 'vxlan0')).toBeNull();
  });
});
