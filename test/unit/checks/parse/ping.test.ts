import { describe, expect, it } from 'vitest';
import { parsePing } from '../../../../src/checks/parse/ping.ts';
import { recorded, releases } from '../recorded.ts';

describe.each(releases)('ping of %s', (release) => {
  const parsed = (name: string) => parsePing(recorded(release, name));

  it.each([
    ['ping-answered', { transmitted: 2, received: 2, duplicates: 0, errors: 0 }],
    ['ping6-answered', { transmitted: 2, received: 2, duplicates: 0, errors: 0 }],
    ['ping-all-of-ten', { transmitted: 10, received: 10, duplicates: 0, errors: 0 }],
    ['ping-some-lost', { transmitted: 10, received: 6, duplicates: 0, errors: 0 }],
    ['ping-duplicates', { transmitted: 2, received: 2, duplicates: 1, errors: 0 }],
    ['ping-lost', { transmitted: 2, received: 0, duplicates: 0, errors: 0, rttMs: null }],
    ['ping-prohibited', { transmitted: 2, received: 0, duplicates: 0, errors: 2, rttMs: null }],
  ])('counts in %s', (name, statistics) => {
    expect(parsed(name).statistics).toMatchObject(statistics);
  });

  it('reads the three round-trip times', () => {
    const rtt = parsed('ping-answered').statistics?.rttMs;
    expect(rtt?.min).toBeGreaterThan(0);
    expect(rtt?.mean).toBeGreaterThanOrEqual(rtt?.min ?? Infinity);
    expect(rtt?.max).toBeGreaterThanOrEqual(rtt?.mean ?? Infinity);
  });

  it.each([
    ['ping-neighbour-failed', '172.16.0.2', 'Destination Host Unreachable'],
    ['ping-host-unreachable', '172.16.0.1', 'Destination Host Unreachable'],
    ['ping-net-unreachable', '172.16.0.1', 'Destination Net Unreachable'],
    ['ping-prohibited', '172.16.0.1', 'Packet filtered'],
    ['ping-ttl-exceeded', '172.16.0.1', 'Time to live exceeded'],
    ['ping-rejected-locally', '172.16.0.2', 'Destination Port Unreachable'],
    ['ping6-neighbour-failed', 'fd00:1::2', 'Destination unreachable: Address unreachable'],
    ['ping6-no-route-at-router', 'fd00:1::1', 'Destination unreachable: No route'],
    ['ping6-prohibited', 'fd00:1::1', 'Destination unreachable: Administratively prohibited'],
    ['ping6-ttl-exceeded', 'fd00:1::1', 'Time exceeded: Hop limit'],
  ])('names who rejected in %s', (name, from, message) => {
    expect(parsed(name).icmpErrors[0]).toEqual({ from, message });
  });

  it.each([
    ['ping-no-route', 'connect: Network is unreachable'],
    ['ping6-no-route', 'connect: Network is unreachable'],
    ['ping-unreachable-route', 'connect: No route to host'],
    ['ping-blackhole-route', 'connect: Invalid argument'],
    ['ping-unknown-device', 'SO_BINDTODEVICE nothing0: No such device'],
  ])('takes %s for a ping that sent nothing', (name, said) => {
    expect(parsed(name)).toEqual({ statistics: null, icmpErrors: [], localErrors: [said] });
  });

  it('keeps what ping says of its own while sending', () => {
    const report = parsed('ping-rejected-locally');
    expect(report.localErrors).toContain('sendmsg: Operation not permitted');
    expect(report.statistics?.transmitted).toBe(2);
  });

  it('finds nothing in what the shell says when ping is missing', () => {
    expect(parsed('ping-missing')).toEqual({ statistics: null, icmpErrors: [], localErrors: [] });
  });
});

describe('other ping output', () => {
  it('does not take a redirect for an error', () => {
    const output = 'From 172.16.0.1 icmp_seq=1 Redirect Host(New nexthop: 172.16.0.9)\n';
    expect(parsePing(output).icmpErrors).toEqual([]);
  });

  it('takes the sender of an error with a zone and a colon', () => {
    const output = 'From fe80::1%ens5: icmp_seq=1 Destination unreachable: No route\n';
    expect(parsePing(output).icmpErrors[0]?.from).toBe('fe80::1');
  });
});
