import { describe, expect, test } from 'vitest';
import { judgeCapture } from '../../../src/checks/judge/capture.ts';
import { seenPackets } from '../../../src/checks/parse/seen-packet.ts';
import type { PacketPattern } from '../../../src/topology/checks/capture.ts';
import { allChecks } from '../../../src/topology/topology.ts';
import { resolveText } from '../topology/resolve-text.ts';
import { recordedCapture } from './recorded.ts';

/** The lab of record.sh. */
const LAB = `title: t
segments: { wire: {} }
nodes:
  node1:
    interfaces: { ens5: { segment: wire, address: 10.0.0.10/16 } }
    containers:
      con1: { veth: [veth10, veth11], address: 172.16.0.2/24, routes: [{ to: default, dev: veth11 }] }
    vxlan: { vxlan0: { vni: 42, local: 10.0.0.10, remote: 10.0.0.20, address: 192.168.42.1/30 } }
  node2:
    interfaces: { ens5: { segment: wire, address: 10.0.0.20/16 } }
    containers:
      con1: { veth: [veth10, veth11], address: 172.16.1.2/24, routes: [{ to: default, dev: veth11 }] }
`;

function patternsOf(spec: string): {
  readonly seen: readonly PacketPattern[];
  readonly notSeen: readonly PacketPattern[];
} {
  const text = `${LAB}checks:\n  - capture: { on: wire, during: { from: node1/con1, to: node2/con1 }, ${spec} }\n`;
  const [check] = allChecks(resolveText('test', text));
  if (check?.kind !== 'capture') throw new Error('no capture');
  return check;
}

const probes = { vxlan: 4660, clear: 4662, 'vlan-tagged': 4700, tcp: 1 } as const;

function judged(capture: keyof typeof probes, spec: string, control: number | null = null) {
  return judgeCapture(patternsOf(spec), {
    packets: seenPackets(recordedCapture(capture), { vxlan: [4789], tun: [] }),
    probe: { identifier: probes[capture], words: 'node1/con1 → node2/con1' },
    control: control === null ? null : { identifier: control, words: 'node1 → node2' },
  });
}

describe('what must be seen', () => {
  test.each([
    ['vxlan', '{ vni: 42 }', 'pass'],
    ['vxlan', '{ vni: 43 }', 'fail'],
    ['vxlan', '{ from: 10.0.0.10, to: node2, protocol: udp, to_port: 4789 }', 'pass'],
    ['vxlan', '{ from: 10.0.0.20, to: node2 }', 'fail'],
    ['vxlan', '{ vni: 42, inner: { from: node1/con1, to: node2/con1, protocol: icmp } }', 'pass'],
    ['vxlan', '{ inner: { from: 172.16.0.0/24, to: 172.16.1.0/24, type: reply } }', 'fail'],
    ['vxlan', '{ inner: { from: 172.16.1.0/24, to: 172.16.0.0/24, type: reply } }', 'pass'],
    ['vxlan', '{ inner: { vlan: 10 } }', 'fail'],
    ['vxlan', '{ inner: { vlan: none } }', 'pass'],
    ['vxlan', '{ from: node1/con1 }', 'fail'],
    ['clear', '{ from: node1, to: node2, protocol: icmp, type: request }', 'pass'],
    ['clear', '{ inner: { protocol: icmp } }', 'fail'],
    ['vlan-tagged', '{ vlan: 10, protocol: arp, type: request }', 'pass'],
    ['vlan-tagged', '{ vlan: 20 }', 'fail'],
    ['vlan-tagged', '{ vlan: none }', 'fail'],
    ['tcp', '{ protocol: tcp, port: 22 }', 'pass'],
    ['tcp', '{ protocol: tcp, from: node2, to_port: 22 }', 'fail'],
    ['tcp', '{ protocol: udp }', 'fail'],
    ['tcp', '{ protocol: ip }', 'pass'],
  ] as const)('%s: %s', (capture, pattern, outcome) => {
    expect(judged(capture, `seen: [${pattern}]`).outcome).toBe(outcome);
  });

  test('says what was not seen, and how much was', () => {
    expect(judged('vlan-tagged', 'seen: [{ vlan: 20, from: node1 }]').observed).toBe(
      'no VLAN 20 from node1 (4 packets caught)',
    );
  });
});

describe('what must not be seen', () => {
  test('is not, and the ping was seen in a tunnel', () => {
    expect(judged('vxlan', 'not_seen: [{ from: 172.16.0.0/16 }, { to: 172.16.0.0/16 }]')).toEqual({
      outcome: 'pass',
      final: false,
      observed: expect.stringMatching(
        /^no packets from 172\.16\.0\.0\/16; no packets to 172\.16\.0\.0\/16 \(\d+ packets caught\)$/,
      ) as string,
    });
  });

  test('is', () => {
    expect(judged('clear', 'not_seen: [{ from: node1, protocol: icmp }]')).toMatchObject({
      outcome: 'fail',
      final: true,
      observed: expect.stringContaining(
        '2 × icmp from node1: 10.0.0.10 → 10.0.0.20 icmp request 1',
      ) as string,
    });
  });

  test('proves nothing where the ping was not seen at all', () => {
    expect(judged('tcp', 'not_seen: [{ vlan: 20 }]')).toMatchObject({
      outcome: 'error',
      observed: expect.stringMatching(
        /^proves nothing: the ping node1\/con1 → node2\/con1 was not seen \(\d+ packets caught\), and it has no `control`$/,
      ) as string,
    });
  });

  test('counts where something else had to be seen, and was', () => {
    const judgement = judged('tcp', 'seen: [{ protocol: tcp }], not_seen: [{ vlan: 20 }]');
    expect(judgement.outcome).toBe('pass');
  });

  test('counts where a control ping was seen, and not otherwise', () => {
    const spec = 'not_seen: [{ vlan: 20 }]';
    expect(judged('vlan-tagged', spec, 4700).outcome).toBe('pass');
    expect(judged('tcp', spec, 4700)).toMatchObject({
      outcome: 'error',
      observed: expect.stringContaining('the ping node1 → node2 was not seen') as string,
    });
  });

  test('an empty capture proves nothing', () => {
    const judgement = judgeCapture(patternsOf('not_seen: [{ vlan: 20 }]'), {
      packets: [],
      probe: { identifier: 1, words: 'a → b' },
      control: null,
    });
    expect(judgement.outcome).toBe('error');
  });
});
