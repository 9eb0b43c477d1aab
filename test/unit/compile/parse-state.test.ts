/** The recordings are what readbackScript printed on nodes that the compiled batches had set up. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diffState, renderDiff } from '../../../src/compile/diff.ts';
import { compileNode } from '../../../src/compile/node.ts';
import { parseState } from '../../../src/compile/parse-state.ts';
import { HarnessError } from '../../../src/lib/errors.ts';
import { goldenNode } from './goldens.ts';

const directory = join(import.meta.dirname, 'recorded');

function recorded(version: string, scenario: string): string {
  return readFileSync(join(directory, version, `${scenario}-node1.txt`), 'utf8');
}

function difference(scenario: string, stdout: string): string {
  const node = goldenNode(`${scenario}/node1`);
  return renderDiff('node1', diffState(compileNode(node).expected, parseState(stdout, node)));
}

describe('parseState', () => {
  test.each([
    // Debian 12's tools, on veth devices in the place of NICs.
    ['iproute2-6.1', 'overlay'],
    ['iproute2-6.1', 'tun'],
    ['iproute2-6.1', 'everything'],
    // Debian 13's kernel and tools, on virtio NICs beside a mgmt NIC in its VRF.
    ['iproute2-6.15', 'overlay'],
    ['iproute2-6.15', 'tun'],
    ['iproute2-6.15', 'everything'],
    ['iproute2-6.15', 'macvlan'],
    ['iproute2-6.15', 'services'],
    ['iproute2-6.15', 'ip-tunnels'],
    ['iproute2-6.15', 'ipvlan'],
    ['iproute2-6.15', 'veth'],
    ['iproute2-6.15', 'vlan'],
    ['iproute2-6.15', 'vlan-aware'],
    ['iproute2-6.15', 'vrf'],
    ['iproute2-6.15', 'vxlan'],
    ['iproute2-6.15', 'wireguard'],
  ])('%s: %s is as compiled', (version, scenario) => {
    expect(difference(scenario, recorded(version, scenario))).toBe('');
  });

  test('differences are told by namespace, missing before unexpected', () => {
    const stdout = recorded('iproute2-6.15', 'overlay')
      .replace('"id":42', '"id":43')
      .replaceAll('"dst":"172.16.1.0/24"', '"dst":"172.16.9.0/24"')
      .replace('"local":"172.16.0.3"', '"local":"172.16.0.33"');
    expect(difference('overlay', stdout)).toMatchInlineSnapshot(`
      "@@ node1 @@
      -link vxlan0 vxlan vni 42 local 10.0.0.10 remote 10.0.0.20 port 4789 mtu 1450 mac 02:e1:e1:71:54:78 up
      -route 172.16.1.0/24 via 192.168.42.2 dev vxlan0
      +link vxlan0 vxlan vni 43 local 10.0.0.10 remote 10.0.0.20 port 4789 mtu 1450 mac 02:e1:e1:71:54:78 up
      +route 172.16.9.0/24 via 192.168.42.2 dev vxlan0
      @@ node1/con2 @@
      -address 172.16.0.3/24 dev veth21
      +address 172.16.0.33/24 dev veth21"
    `);
  });

  test('a VLAN that is not the usual one is a difference', () => {
    const usual = '{"ifname":"veth10","vlans":[{"vlan":1,"flags":["PVID","Egress Untagged"]}]}';
    const other = '{"ifname":"veth10","vlans":[{"vlan":7,"flags":["PVID"]},{"vlan":10}]}';
    const stdout = recorded('iproute2-6.15', 'overlay').replace(usual, other);
    expect(difference('overlay', stdout)).toBe(
      '@@ node1 @@\n+vlan 10 dev veth10\n+vlan 7 dev veth10 pvid',
    );
  });

  test('another key, port, peer or end of WireGuard is a difference', () => {
    const stdout = recorded('iproute2-6.15', 'wireguard')
      .replace('q+ZDhRjK', 'AAAAAAAA')
      .replace('10.0.0.2:7777', '10.0.0.2:7778')
      .replace('10.8.0.3/32', '(none)');
    expect(difference('wireguard', stdout)).toMatchInlineSnapshot(`
      "@@ node1 @@
      -wireguard wg0 key q+ZDhRjK4ap10XZOzZyxH6xUpsaxBX4w7tuL7LZb6QU= listens on udp 51820
      -wireguard wg0 peer 42rL6czbj2tie+2lRvzi2iLGERd3YIDcjl7wdnKrXgI= endpoint 10.0.0.2:7777 keepalive 25 allowed 10.8.0.2/32 172.16.2.0/24 fd08::2/128
      -wireguard wg0 peer zBcsGVlNVz/VAZofUY4Byty+wEZpcw51c8Mc03GnjWI= allowed 10.8.0.3/32
      +wireguard wg0 key AAAAAAAA4ap10XZOzZyxH6xUpsaxBX4w7tuL7LZb6QU= listens on udp 51820
      +wireguard wg0 peer 42rL6czbj2tie+2lRvzi2iLGERd3YIDcjl7wdnKrXgI= endpoint 10.0.0.2:7778 keepalive 25 allowed 10.8.0.2/32 172.16.2.0/24 fd08::2/128
      +wireguard wg0 peer zBcsGVlNVz/VAZofUY4Byty+wEZpcw51c8Mc03GnjWI= allowed "
    `);
  });

  test('a peer that began has an end of its own choice', () => {
    const stdout = recorded('iproute2-6.15', 'wireguard').replace(
      '(none)\t(none)\t10.8.0.3/32',
      '(none)\t10.0.0.3:51820\t10.8.0.3/32',
    );
    expect(stdout).toContain('10.0.0.3:51820');
    expect(difference('wireguard', stdout)).toBe('');
  });

  test('a namespace that is not there lacks everything', () => {
    const stdout = recorded('iproute2-6.15', 'overlay').split('@ ip con2')[0] ?? '';
    expect(difference('overlay', stdout)).toMatch(/^@@ node1\/con2 @@\n(-.*\n?)+$/);
  });

  test.each([
    ['text that is no JSON', '@ ip\nDump terminated\n'],
    ['JSON of another shape', '@ ip\n{"links": []}\n'],
  ])('%s is the harness’s failure, with the node’s name', (_, stdout) => {
    const parse = () => parseState(stdout, goldenNode('overlay/node1'));
    expect(parse).toThrow(HarnessError);
    expect(parse).toThrow(/node1/);
  });
});
