import { describe, expect, test } from 'vitest';
import { bridgePorts, countedLinks } from '../../../src/checks/judge/links.ts';
import { namesObjection } from '../../../src/checks/judge/names.ts';
import { parseIpLinks } from '../../../src/checks/parse/ip-link.ts';
import { recorded, releases } from './recorded.ts';

describe.each(releases)('devices, %s', (release) => {
  const node1 = parseIpLinks(recorded(release, 'links'));
  const con2 = parseIpLinks(recorded(release, 'con2-links'));

  test('of a node', () => {
    expect(countedLinks(node1)).toEqual(['lo', 'ens5', 'br0', 'vxlan0', 'veth10', 'veth20']);
    expect(node1.find(({ name }) => name === 'vxlan0')).toEqual({
      name: 'vxlan0',
      kind: 'vxlan',
      master: 'br0',
      up: true,
    });
  });

  test('one that is down is there', () => {
    expect(countedLinks(con2)).toEqual(['lo', 'veth21', 'spare']);
    expect(con2.map(({ up }) => up)).toEqual([true, true, false]);
  });

  test('ports of a bridge, of one without any, and of none', () => {
    expect(bridgePorts(node1, 'br0')).toEqual(['vxlan0', 'veth10', 'veth20']);
    expect(bridgePorts(con2, 'spare')).toEqual([]);
    expect(bridgePorts(node1, 'br1')).toBeNull();
    expect(bridgePorts(node1, 'ens5')).toBeNull();
  });
});

test('what wirelab and the kernel put there is not counted, the loopback is', () => {
  const names = ['lo', 'mgmt0', 'mgmt', 'sit0', 'gre0', 'tunl0', 'gre1'];
  const links = names.map((name) => ({ name, kind: null, master: null, up: true }));
  expect(countedLinks(links)).toEqual(['lo', 'gre1']);
});

test.each([
  ['exactly', ['lo', 'veth11'], null],
  ['exactly', ['veth11', 'lo'], null],
  ['exactly', ['lo'], 'unexpected: veth11'],
  ['exactly', ['lo', 'eth0'], 'missing: eth0; unexpected: veth11'],
  ['contains', ['lo'], null],
  ['contains', ['eth0', 'eth1', 'lo'], 'missing: eth0, eth1'],
] as const)('%s %j of lo and veth11: %s', (mode, names, objection) => {
  expect(namesObjection({ mode, names }, ['lo', 'veth11'])).toBe(objection);
});
