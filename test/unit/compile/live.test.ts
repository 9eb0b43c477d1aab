/** Tries compiled batches on this machine's own kernel, which takes root and nft. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { explainFailure } from '../../../src/compile/batch.ts';
import { diffState, renderDiff } from '../../../src/compile/diff.ts';
import { batchScript, compileNode } from '../../../src/compile/node.ts';
import { endedServices } from '../../../src/compile/ended-services.ts';
import { parseState } from '../../../src/compile/parse-state.ts';
import { readbackScript } from '../../../src/compile/readback.ts';
import type { Node } from '../../../src/topology/model.ts';
import { goldenNode, goldenNodes } from './goldens.ts';
import { awaitDaemons, runLive } from './live-node.ts';

/** Link types and programs that a host often lacks are tried in virtual machines only. */
const IN_MACHINES_ONLY =
  /^(?:bgp|impaired|ip-tunnels|ipvlan|macvlan|services|vlan|vlan-aware|vrf|wireguard)\//;
const OWN_KERNEL = goldenNodes().filter(({ name }) => !IN_MACHINES_ONLY.test(name));

function difference(node: Node, readback: string): string {
  return renderDiff(node.name, diffState(compileNode(node).expected, parseState(readback, node)));
}

const canTry = process.getuid?.() === 0 && existsSync('/usr/sbin/nft');

describe.runIf(canTry)('a batch on a real kernel', () => {
  test.each(OWN_KERNEL)('$name: twice, and after half of it', ({ node }) => {
    const { script } = compileNode(node);
    const batch = batchScript('', { ...compileNode(node), script });
    const half = `${batch.slice(0, batch.indexOf('link set dev lo up'))}nonsense\nEND_OF_INPUT\n`;
    const readback = readbackScript(node);
    const wait = awaitDaemons(node);
    const results = runLive(node, [half, batch, wait, readback, batch, wait, readback]);
    const [failed, first, , firstState, second, , secondState] = results;
    expect(failed?.exitCode).not.toBe(0);
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(second).toMatchObject({ exitCode: 0, stderr: '' });
    expect(firstState?.stderr).toBe('');
    expect(difference(node, firstState?.stdout ?? '')).toBe('');
    expect(difference(node, secondState?.stdout ?? '')).toBe('');
  });

  const node = goldenNode('overlay/node1');

  test.each([
    {
      what: 'a line of a container that the kernel refuses',
      from: 'route add 0.0.0.0/0 via 172.16.0.1 dev veth11',
      to: 'route add 0.0.0.0/0 via 192.0.2.1 dev veth11',
      message: 'con1: `route add 0.0.0.0/0 via 172.16.0.1 dev veth11`: Error: Nexthop has invalid',
    },
    {
      what: 'a setting that does not exist',
      from: '/proc/sys/net/ipv4/ip_forward ||',
      to: '/proc/sys/net/ipv4/ip_backward ||',
      message: 'sysctl net.ipv4.ip_forward = 1: sh: ',
    },
  ])('says which line failed: $what', ({ from, to, message }) => {
    const config = compileNode(node);
    const [result] = runLive(node, [batchScript('', config).replace(from, to)]);
    expect(result?.exitCode).toBe(1);
    expect(explainFailure(config.steps, result?.stderr ?? '')).toContain(message);
  });

  test.each([
    { change: 'ip link set dev vxlan0 down', expected: /^-link vxlan0 .* up$/m },
    { change: 'ip route del 172.16.1.0/24', expected: /^-route 172\.16\.1\.0\/24 via/m },
    { change: 'ip route add 10.9.0.0/24 dev br0', expected: /^\+route 10\.9\.0\.0\/24 dev br0$/m },
    { change: 'ip route add blackhole 10.8.0.0/16', expected: /^\+route blackhole 10\.8/m },
    { change: 'ip addr add 192.0.2.1/32 dev ens5', expected: /^\+address 192\.0\.2\.1\/32/m },
    { change: 'ip link add spare type bridge', expected: /^\+link spare bridge .* down$/m },
    { change: 'ip tuntap add tap0 mode tap', expected: /^\+link tap0 tap .* down$/m },
    { change: 'ip netns del con2', expected: /^@@ node1\/con2 @@\n-address/m },
    { change: 'ip rule add from 10.0.0.9 lookup 51', expected: /^\+rule 32765 src 10\.0\.0\.9/m },
    {
      change: 'ip neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev ens5',
      expected: /^\+neighbour 10\.0\.0\.9 mac 02:00:00:00:00:09 dev ens5 permanent$/m,
    },
    {
      change: 'bridge fdb append 00:00:00:00:00:00 dev vxlan0 dst 10.0.0.30',
      expected: /^\+fdb 00:00:00:00:00:00 dev vxlan0 dst 10\.0\.0\.30 static$/m,
    },
    { change: 'echo 0 >/proc/sys/net/ipv4/ip_forward', expected: /^\+sysctl .*ip_forward = 0$/m },
  ])('sees a change: $change', ({ change, expected }) => {
    const batch = batchScript('', compileNode(node));
    const results = runLive(node, [batch, change, readbackScript(node)]);
    expect(results[1]?.stderr).toBe('');
    expect(difference(node, results[2]?.stdout ?? '')).toMatch(expected);
  });

  test.each([
    { change: 'ip rule del priority 2000', expected: /^-rule 2000 src 10\.1\.0\.0 srclen 24/m },
    { change: 'ip -6 rule del priority 2001', expected: /^-rule 2001 src fd01::/m },
    {
      change: 'ip -6 rule add from fd09::1 pref 3000 lookup 51',
      expected: /^\+rule 3000 src fd09::1/m,
    },
    { change: 'ip route del default table 10', expected: /^-route default via 10\..* table 10$/m },
    { change: 'ip route add 10.8.0.0/16 dev ens6 table 11', expected: /^\+route .* table 11$/m },
    { change: 'ip -n con1 rule flush', expected: /^@@ node1\/con1 @@\n-rule 2000/m },
  ])('sees a change of policy routing: $change', ({ change, expected }) => {
    const policy = goldenNode('policy/node1');
    const batch = batchScript('', compileNode(policy));
    const results = runLive(policy, [batch, change, readbackScript(policy)]);
    expect(results[1]?.stderr).toBe('');
    expect(difference(policy, results[2]?.stdout ?? '')).toMatch(expected);
  });

  test.each([
    {
      change: 'nft delete table inet wirelab',
      expected: /^-nft nat_postrouting 1: ip saddr 172\.17\.0\.0\/16 oifname "ens5" masquerade$/m,
    },
    {
      change: 'nft insert rule inet wirelab nat_postrouting oifname ens6 mark and 1 == 1 accept',
      expected: /^\+nft nat_postrouting 1: oifname "ens6" \{"match":.*"mark".*\} accept$/m,
    },
    {
      change:
        'read -r p </run/wirelab/services/echo.pid; kill $p; while [ -e /proc/$p/exe ]; do :; done',
      expected: /^\+service echo ended: it said nothing$/m,
    },
    { change: 'rm /run/wirelab/services/echo.pid', expected: /^\+service echo stopped$/m },
  ])('sees a change of rules and services: $change', ({ change, expected }) => {
    const everything = goldenNode('everything/node1');
    const batch = batchScript('', compileNode(everything));
    const wait = awaitDaemons(everything);
    const results = runLive(everything, [batch, wait, change, readbackScript(everything)]);
    expect(results[2]?.stderr).toBe('');
    expect(difference(everything, results[3]?.stdout ?? '')).toMatch(expected);
  });

  test('a service that cannot start has ended, with what it said', () => {
    const everything = goldenNode('everything/node1');
    const taken = 'setsid socat TCP6-LISTEN:7,fork PIPE </dev/null >/dev/null 2>&1 &\n';
    const listens = "until grep -q ':0007 .* 0A ' /proc/net/tcp6; do sleep 0.01; done\n";
    const batch = batchScript('', compileNode(everything));
    const ends = 'while [ -e /proc/$(cat /run/wirelab/services/echo.pid)/exe ]; do :; done\n';
    const results = runLive(everything, [taken, listens, batch, ends, readbackScript(everything)]);
    const ended = endedServices('node1', parseState(results[4]?.stdout ?? '', everything));
    expect(ended).toEqual([
      expect.stringMatching(/^node1: service echo ended: .*Address already in use$/),
    ]);
  });
});
