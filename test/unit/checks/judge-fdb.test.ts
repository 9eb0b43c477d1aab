import { describe, expect, test } from 'vitest';
import { absentObjection, presentObjection } from '../../../src/checks/judge/fdb.ts';
import { parseBridgeFdb } from '../../../src/checks/parse/bridge-fdb.ts';
import { recorded, releases } from './recorded.ts';

const far = { label: 'node2/far', macs: ['02:00:00:00:02:12'] };
const near = { label: 'node1/con1', macs: ['02:00:00:00:02:02'] };
const anybody = { label: '00:00:00:00:00:00', macs: ['00:00:00:00:00:00'] };

describe.each(releases)('forwarding entries, %s', (release) => {
  const vxlan = parseBridgeFdb(recorded(release, 'fdb'));
  const port = parseBridgeFdb(recorded(release, 'fdb-port'));

  test.each([
    ['learnt', { mac: far, dst: '10.0.0.20' }, null],
    ['anywhere', { mac: far, dst: null }, null],
    ['for what is unknown', { mac: anybody, dst: '10.0.0.30' }, null],
    [
      'elsewhere',
      { mac: far, dst: '10.0.0.30' },
      'node2/far is behind 10.0.0.20, not behind 10.0.0.30',
    ],
    [
      'missing',
      { mac: near, dst: '10.0.0.20' },
      'no entry for node1/con1 behind 10.0.0.20 (02:00:00:00:02:02)',
    ],
    [
      'impossible',
      { mac: { label: 'tun', macs: [] }, dst: null },
      'no entry for tun (no MAC address)',
    ],
  ])('that must be there: %s', (_, entry, objection) => {
    expect(presentObjection(entry, vxlan)).toBe(objection);
  });

  test('that must not be there', () => {
    expect(absentObjection({ mac: near, dst: null }, vxlan)).toBeNull();
    expect(absentObjection({ mac: far, dst: '10.0.0.30' }, vxlan)).toBeNull();
    expect(absentObjection({ mac: far, dst: '10.0.0.20' }, vxlan)).toBe(
      'there is 02:00:00:00:02:12 dst 10.0.0.20 (node2/far)',
    );
  });

  test('of a bridge port', () => {
    expect(presentObjection({ mac: near, dst: null }, port)).toBeNull();
    expect(port.filter(({ permanent }) => permanent)).not.toHaveLength(0);
  });
});
