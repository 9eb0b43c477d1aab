import { describe, expect, it } from 'vitest';
import { tunnelObjection, type TunnelObservation } from '../../../src/checks/judge/tunnel.ts';
import { sightingsFilter } from '../../../src/checks/judge/carried.ts';
import { type PingIdentity, tunnelSightings } from '../../../src/checks/judge/tunnel-sightings.ts';
import type { OuterPacket, Over } from '../../../src/topology/checks/parts.ts';
import { HarnessError } from '../../../src/lib/errors.ts';
import { recordedCapture } from './recorded.ts';

const vlan = (...ids: readonly number[]): OuterPacket => ({ kind: 'vlan', ids });
const inVlan = { source: '192.168.10.2', target: '192.168.10.3', identifier: 4660 };
const inGre = { source: '172.16.1.2', target: '172.16.2.2', identifier: 4660 };
const sealedPing = { source: '10.5.0.1', target: '172.16.3.2', identifier: 4660 };
const wireguard = (ends: { near: string | null; far: string | null }): OuterPacket => {
  return { kind: 'wireguard', ports: [51820, 7777], ...ends };
};
const vxlan = (vni: number): OuterPacket => ({ kind: 'vxlan', vni, port: 4789 });
const over: Over = { device: 'vxlan0', outer: vxlan(42), segments: ['left'] };
const ping = { source: '172.16.0.2', target: '172.16.1.2', identifier: 4660 };
const clear = { source: '10.0.0.10', target: '10.0.0.20', identifier: 4662 };
const before = { txPackets: 10, rxPackets: 10, txBytes: 840, rxBytes: 840 };
const after = { txPackets: 12, rxPackets: 12, txBytes: 1008, rxBytes: 1008 };

function observation(
  capture: string,
  changes: Partial<TunnelObservation> = {},
  outer = over.outer,
): TunnelObservation {
  const identity = changes.ping ?? ping;
  const sightings = [tunnelSightings('left', recordedCapture(capture), outer, identity)];
  return { ping: identity, answered: 2, sightings, before, after, ...changes };
}

describe('tunnelSightings', () => {
  it('finds the ping in its tunnel, with both pairs of addresses', () => {
    const sightings = tunnelSightings('left', recordedCapture('vxlan'), vxlan(42), ping);
    expect(sightings).toMatchObject({
      segment: 'left',
      requests: [1, 2],
      replies: [1, 2],
      innerInClear: 0,
      otherTunnels: [],
      outer: ['10.0.0.10 → 10.0.0.20', '10.0.0.20 → 10.0.0.10'],
      inner: ['172.16.0.2 → 172.16.1.2', '172.16.1.2 → 172.16.0.2'],
    });
  });

  it('finds IPv6 in its tunnel', () => {
    const six = { source: 'fd00:1::2', target: 'fd00:2::2', identifier: 4661 };
    const sightings = tunnelSightings('left', recordedCapture('vxlan6'), vxlan(42), six);
    expect(sightings).toMatchObject({ requests: [1, 2], replies: [1, 2], innerInClear: 0 });
  });

  it('finds the ping in its VLAN', () => {
    const sightings = tunnelSightings('left', recordedCapture('vlan'), vlan(10), inVlan);
    expect(sightings).toMatchObject({
      requests: [1, 2],
      replies: [1, 2],
      innerInClear: 0,
      otherTunnels: [],
      inner: ['192.168.10.2 → 192.168.10.3', '192.168.10.3 → 192.168.10.2'],
    });
  });

  // Recorded on the wire between the nodes of test/vm/tunnels.yaml.
  it.each<[string, OuterPacket, PingIdentity]>([
    ['gre', { kind: 'gre', key: 42 }, { ...inGre, identifier: 4660 }],
    [
      'gretap',
      { kind: 'gretap', key: 7 },
      { source: '172.18.0.1', target: '172.18.0.2', identifier: 4661 },
    ],
    ['ipip', { kind: 'ipip' }, { source: '10.3.0.1', target: '10.3.0.2', identifier: 4662 }],
    ['sit', { kind: 'sit' }, { source: 'fd04::1', target: 'fd04::2', identifier: 4663 }],
  ])('finds the ping in %s', (name, outer, identity) => {
    const sightings = tunnelSightings('left', recordedCapture(`over-${name}`), outer, identity);
    expect(sightings).toMatchObject({
      requests: [1, 2],
      replies: [1, 2],
      innerInClear: 0,
      otherTunnels: [],
      outer: ['10.0.0.1 → 10.0.0.2', '10.0.0.2 → 10.0.0.1'],
    });
  });

  it.each([
    ['the far end', { near: null, far: '10.0.0.2' }],
    ['the near end', { near: '10.0.0.1', far: null }],
  ])('counts what crosses sealed, by %s, without what opens the way', (_, ends) => {
    const outer = wireguard(ends);
    const sightings = tunnelSightings('left', recordedCapture('over-wireguard'), outer, sealedPing);
    expect(sightings).toMatchObject({
      sealed: { sent: 2, received: 2 },
      requests: [],
      innerInClear: 0,
      outer: ['10.0.0.1 → 10.0.0.2', '10.0.0.2 → 10.0.0.1'],
    });
  });

  it('counts what crosses in clear', () => {
    const sightings = tunnelSightings('left', recordedCapture('clear'), vxlan(42), clear);
    expect(sightings).toMatchObject({ requests: [], replies: [], innerInClear: 4 });
  });

  it('leaves other pings between the same addresses alone', () => {
    const other = { ...clear, identifier: 1 };
    const sightings = tunnelSightings('left', recordedCapture('clear'), vxlan(42), other);
    expect(sightings.innerInClear).toBe(0);
  });

  it('refuses a capture that is none', () => {
    expect(() => tunnelSightings('left', new Uint8Array(), vxlan(42), ping)).toThrow(HarnessError);
  });
});

describe('tunnelObjection', () => {
  it('has none against packets that took the tunnel', () => {
    expect(tunnelObjection(over, observation('vxlan'))).toBeNull();
    expect(
      tunnelObjection(over, observation('vxlan-nano', { ping: { ...ping, identifier: 4663 } })),
    ).toBeNull();
  });

  it.each<[string, TunnelObservation, string]>([
    ['no packets', observation('clear'), 'no VXLAN with VNI 42 carried it on left'],
    [
      'packets in clear',
      observation('clear', { ping: clear }),
      '4 of its packets crossed left in clear',
    ],
    [
      'a rewritten source',
      observation('vxlan', { ping: { ...ping, source: '172.16.0.3' } }),
      'inside it, on left, the packets go 172.16.0.2 → 172.16.1.2, 172.16.1.2 → 172.16.0.2' +
        ' instead of 172.16.0.3 → 172.16.1.2',
    ],
    [
      'fewer packets than answers',
      observation('vxlan', { answered: 3 }),
      'VXLAN with VNI 42 carried only 2 of 3 on left',
    ],
    [
      'a segment without a capture',
      observation('vxlan', { sightings: [] }),
      'nothing was captured',
    ],
    ['no device', observation('vxlan', { before: null }), 'the node has no device vxlan0'],
    [
      'a device that stood still',
      observation('vxlan', { after: before }),
      'the device counted 0 packets sent and 0 received for 2 answers',
    ],
  ])('objects to %s', (_, seen, objection) => {
    expect(tunnelObjection(over, seen)).toContain(objection);
  });

  it('names the other tunnel that carried them', () => {
    const other: Over = { ...over, outer: vxlan(43) };
    expect(tunnelObjection(other, observation('vxlan', {}, vxlan(43)))).toBe(
      'no VXLAN with VNI 43 carried it on left (but VXLAN with VNI 42)',
    );
  });

  it.each<[string, OuterPacket, number, string | null]>([
    ['as many as were answered', wireguard({ near: null, far: '10.0.0.2' }), 2, null],
    [
      'fewer than were answered',
      wireguard({ near: null, far: '10.0.0.2' }),
      3,
      'WireGuard carried only 2 packets there and 2 back on left for 3 answers',
    ],
    [
      'those of other ends',
      wireguard({ near: null, far: '10.0.0.3' }),
      2,
      'WireGuard carried only 0 packets there and 0 back on left for 2 answers',
    ],
    [
      'those of other ports',
      { kind: 'wireguard', ports: [1], near: null, far: '10.0.0.2' },
      2,
      'WireGuard carried only 0 packets there and 0 back on left for 2 answers',
    ],
  ])('judges sealed packets: %s', (_, outer, answered, objection) => {
    const seen = observation('over-wireguard', { ping: sealedPing, answered }, outer);
    const counted = { ...seen, after: { ...after, txPackets: 20, rxPackets: 20 } };
    expect(tunnelObjection({ ...over, outer }, counted)).toBe(objection);
  });

  it('objects to what crosses beside a sealed tunnel', () => {
    const outer = wireguard({ near: null, far: '10.0.0.20' });
    const seen = observation('clear', { ping: clear }, outer);
    expect(tunnelObjection({ ...over, outer }, seen)).toBe(
      '4 of its packets crossed left in clear',
    );
  });

  it.each<[OuterPacket, string]>([
    [{ kind: 'gre', key: 43 }, 'no GRE with key 43'],
    [{ kind: 'gre', key: null }, 'no GRE with no key'],
    [{ kind: 'gretap', key: 42 }, 'no GRE of frames with key 42'],
    [{ kind: 'ipip' }, 'no IPv4 in IPv4'],
    [{ kind: 'sit' }, 'no IPv6 in IPv4'],
  ])('tells the key and the kind that it took from %o', (outer, words) => {
    const seen = observation('over-gre', { ping: inGre }, outer);
    expect(tunnelObjection({ ...over, outer }, seen)).toBe(
      `${words} carried it on left (but GRE with key 42)`,
    );
  });

  it.each([[[20]], [[10, 20]]])('tells the VLAN that it took from %s', (ids) => {
    const outer = vlan(...ids);
    const seen = observation('vlan', { ping: inVlan }, outer);
    expect(tunnelObjection({ ...over, outer }, seen)).toBe(
      `no VLAN ${ids.join('.')} carried it on left (but VLAN 10)`,
    );
  });

  it('objects to frames without a tag', () => {
    const outer = vlan(10);
    const seen = observation('clear', { ping: clear }, outer);
    expect(tunnelObjection({ ...over, outer }, seen)).toBe(
      '4 of its packets crossed left in clear',
    );
  });

  it('asks for the replies too', () => {
    const seen = observation('vxlan');
    const sightings = seen.sightings.map((one) => ({ ...one, replies: [] }));
    expect(tunnelObjection(over, { ...seen, sightings })).toBe(
      'no VXLAN with VNI 42 carried its replies on left',
    );
  });
});

it('captures the tunnel and all ICMP, tagged or not', () => {
  expect(sightingsFilter({ kind: 'udp', port: 5555 })).toBe(
    'icmp or icmp6 or udp port 5555 or (vlan and (icmp or icmp6 or udp port 5555))',
  );
  expect(sightingsFilter({ kind: 'ipip' })).toBe(
    'icmp or icmp6 or ip proto 47 or ip proto 4 or ip proto 41 or ' +
      '(vlan and (icmp or icmp6 or ip proto 47 or ip proto 4 or ip proto 41))',
  );
});
