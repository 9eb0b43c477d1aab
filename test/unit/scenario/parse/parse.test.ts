import { expect, test } from 'vitest';
import { parseAddress, parseAddressAndPort } from '../../../../src/scenario/parse/address.ts';
import { parseClockJumpMs, parseDurationMs } from '../../../../src/scenario/parse/duration.ts';
import { parseEndpoint } from '../../../../src/scenario/parse/endpoint.ts';
import {
  contains,
  formatPrefix,
  networkOf,
  parseNetwork,
  parsePrefix,
  type ParsedPrefix,
} from '../../../../src/scenario/parse/prefix.ts';
import { parseRateBps } from '../../../../src/scenario/parse/rate.ts';
import { isRouteLine } from '../../../../src/scenario/parse/route-line.ts';
import { parseSizeMib } from '../../../../src/scenario/parse/size.ts';

test.each([
  ['20ms', 20],
  ['1.5s', 1500],
  ['2m', 120_000],
  ['5', null],
  ['5 s', null],
  ['-1s', null],
  ['1h', null],
])('duration %s', (text, ms) => {
  expect(parseDurationMs(text)).toBe(ms);
});

test.each([
  ['1h', 3_600_000],
  ['+30s', 30_000],
  ['-1.5m', -90_000],
  ['-2d', -172_800_000],
  ['500ms', null],
  ['-3600', null],
  ['- 1h', null],
  ['1h30m', null],
])('jump of a clock %s', (text, ms) => {
  expect(parseClockJumpMs(text)).toBe(ms);
});

test.each([
  ['100mbit', 100_000_000],
  ['1Gbit', 1_000_000_000],
  ['8kibit', 8192],
  ['1mbps', 8_000_000],
  ['5bit', 5],
  ['100', null],
  ['100mb', null],
  ['fast', null],
])('rate %s', (text, bps) => {
  expect(parseRateBps(text)).toBe(bps);
});

test.each([
  ['256MiB', 256],
  ['4GiB', 4096],
  ['256', null],
  ['1GB', null],
])('size %s', (text, mib) => {
  expect(parseSizeMib(text)).toBe(mib);
});

test.each([
  ['10.0.0.10', { family: 4, address: '10.0.0.10' }],
  ['FD00:0:0::1', { family: 6, address: 'fd00::1' }],
  ['10.1', null],
  ['010.0.0.1', null],
  ['10.0.0.256', null],
  ['fe80::1%eth0', null],
  ['node1', null],
  ['', null],
])('address %s', (text, address) => {
  expect(parseAddress(text)).toEqual(address);
});

test.each([
  ['10.0.0.10:5000', { family: 4, address: '10.0.0.10', port: 5000 }],
  ['[fd00::1]:5000', { family: 6, address: 'fd00::1', port: 5000 }],
  ['10.0.0.10:0', null],
  ['10.0.0.10:65536', null],
  ['10.0.0.10', null],
  ['fd00::1:5000', null],
])('address and port %s', (text, end) => {
  expect(parseAddressAndPort(text)).toEqual(end);
});

test.each([
  ['10.0.0.10/16', { family: 4, address: '10.0.0.10', length: 16 }],
  ['fd00::1/64', { family: 6, address: 'fd00::1', length: 64 }],
  ['10.0.0.10/33', null],
  ['10.0.0.10/', null],
  ['10.0.0.10', null],
  ['fd00::1/129', null],
])('prefix %s', (text, prefix) => {
  expect(parsePrefix(text)).toEqual(prefix);
});

test('a network may be a single address', () => {
  expect(parseNetwork('10.0.0.1')).toEqual({ family: 4, address: '10.0.0.1', length: 32 });
  expect(parseNetwork('fd00::1')).toEqual({ family: 6, address: 'fd00::1', length: 128 });
});

const prefix: ParsedPrefix = { family: 4, address: '172.16.1.7', length: 24 };

test('the network of a prefix has no host bits', () => {
  expect(formatPrefix(networkOf(prefix))).toBe('172.16.1.0/24');
  expect(formatPrefix(networkOf({ family: 6, address: 'fd00::1', length: 64 }))).toBe('fd00::/64');
});

test('a prefix contains the addresses of its network and family', () => {
  expect(contains(prefix, { family: 4, address: '172.16.1.255' })).toBe(true);
  expect(contains(prefix, { family: 4, address: '172.16.2.0' })).toBe(false);
  expect(contains(prefix, { family: 6, address: 'fd00::1' })).toBe(false);
});

test.each([
  ['node1', { node: 'node1', container: null }],
  ['node1/con1', { node: 'node1', container: 'con1' }],
  ['node1/', null],
  ['/con1', null],
  ['a/b/c', null],
])('endpoint %s', (text, endpoint) => {
  expect(parseEndpoint(text)).toEqual(endpoint);
});

test.each([
  ['default via 172.16.0.1 dev veth11', true],
  ['172.16.0.0/24 dev br0 proto kernel scope link src 172.16.0.1', true],
  ['10.1.1.1 via 10.0.0.1 dev ens5 metric 100 onlink', true],
  ['172.16.0.0/24 br0', false],
  ['172.16.0.0/24 dev', false],
  ['172.16.0.0/24 via node1', false],
  ['nowhere dev br0', false],
])('route line %s', (line, isRoute) => {
  expect(isRouteLine(line)).toBe(isRoute);
});
