import { expect, it } from 'vitest';
import { type Catch, sightingsIn } from '../../../src/explain/way/sighting.ts';
import { wrapWords } from '../../../src/explain/way/unwrap.ts';
import { recorded } from './recorded.ts';

const node1: Catch = {
  at: { node: 'node1', container: null },
  pcap: recorded('any.pcap'),
  devices: new Map([
    [2, 'ens5'],
    [3, 'br0'],
    [4, 'veth10'],
    [5, 'vxlan0'],
  ]),
};
const marks = [{ kind: 'icmp', pattern: '00112233445566778899aabbccddeeff' }] as const;
const ports = { vxlan: [4789], tun: [] };

function lines(): readonly string[] {
  return sightingsIn(node1, marks, ports).map(
    ({ device, direction, subject, source, destination, wraps }) =>
      [
        `${device} ${direction} ${subject.kind}: ${source} → ${destination}`,
        ...wraps.map(wrapWords),
      ].join(', in '),
  );
}

it('tells the packets of a flow on all devices, also inside a tunnel, from the others', () => {
  const flow = lines().filter((line) => !/asks|answers/.test(line));
  expect(flow.slice(0, 9)).toEqual([
    'veth10 passing request: 172.16.0.2 → 172.16.1.2',
    'br0 in request: 172.16.0.2 → 172.16.1.2',
    'vxlan0 out request: 172.16.0.2 → 172.16.1.2',
    'ens5 out request: 172.16.0.2 → 172.16.1.2, in VXLAN 42, 10.0.1.10 → 10.0.2.20',
    'ens5 in reply: 172.16.1.2 → 172.16.0.2, in VXLAN 42, 10.0.2.20 → 10.0.1.10',
    'vxlan0 in reply: 172.16.1.2 → 172.16.0.2',
    'br0 out reply: 172.16.1.2 → 172.16.0.2',
    'veth10 out reply: 172.16.1.2 → 172.16.0.2',
    'veth10 passing request: 172.16.0.2 → 172.16.1.2',
  ]);
});

it('knows an ICMP error by the packet that it quotes', () => {
  const errors = sightingsIn(node1, marks, ports).flatMap(({ subject, device }) =>
    subject.kind === 'error' ? [{ device, ...subject.error }] : [],
  );
  expect(errors[0]).toEqual({
    ...{ device: 'ens5', family: 4, type: 11, code: 0, mtu: null, from: '192.168.42.2' },
  });
});

it('sees the questions for neighbours, in clear and inside a tunnel', () => {
  expect(
    lines().filter((line) => line.includes('192.168.42.2') && /asks|answers/.test(line)),
  ).toEqual([
    'vxlan0 out asks: 192.168.42.1 → 192.168.42.2',
    'ens5 out asks: 192.168.42.1 → 192.168.42.2, in VXLAN 42, 10.0.1.10 → 10.0.2.20',
    'ens5 in answers: 192.168.42.2 → 192.168.42.1, in VXLAN 42, 10.0.2.20 → 10.0.1.10',
    'vxlan0 in answers: 192.168.42.2 → 192.168.42.1',
  ]);
});

it('takes nothing for a packet of another flow', () => {
  const others = [{ kind: 'icmp', pattern: 'ff'.repeat(16) }] as const;
  const kinds = sightingsIn(node1, others, ports).map(({ subject }) => subject.kind);
  expect(new Set(kinds)).toEqual(new Set(['asks', 'answers']));
});
