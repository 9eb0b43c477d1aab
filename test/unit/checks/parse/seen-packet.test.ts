import { describe, expect, test } from 'vitest';
import { packetLine, seenPackets } from '../../../../src/checks/parse/seen-packet.ts';
import { HarnessError } from '../../../../src/lib/errors.ts';
import { recordedCapture } from '../recorded.ts';

const ports = { vxlan: [4789], tun: [9000] };

function lines(name: string): readonly string[] {
  return seenPackets(recordedCapture(name), ports).map(packetLine);
}

describe('packets of a capture', () => {
  test.each([
    [
      'gre',
      [
        '10.0.0.10 → 10.0.0.20 arp request',
        '10.0.0.20 → 10.0.0.10 arp reply',
        '10.0.0.10 → 10.0.0.20 gre: 192.168.1.1 → 192.168.1.2 icmp request 1',
        '10.0.0.20 → 10.0.0.10 gre: 192.168.1.2 → 192.168.1.1 icmp reply 1',
      ],
    ],
    [
      'gretap',
      [
        '10.0.0.10 → 10.0.0.20 gre: 192.168.2.1 → 192.168.2.2 arp request',
        '10.0.0.20 → 10.0.0.10 gre: 192.168.2.2 → 192.168.2.1 arp reply',
        '10.0.0.10 → 10.0.0.20 gre: 192.168.2.1 → 192.168.2.2 icmp request 1',
        '10.0.0.20 → 10.0.0.10 gre: 192.168.2.2 → 192.168.2.1 icmp reply 1',
      ],
    ],
    [
      'ipip',
      [
        '10.0.0.10 → 10.0.0.20 ipip: 192.168.3.1 → 192.168.3.2 icmp request 1',
        '10.0.0.20 → 10.0.0.10 ipip: 192.168.3.2 → 192.168.3.1 icmp reply 1',
      ],
    ],
    [
      'sit',
      [
        '10.0.0.10 → 10.0.0.20 ipip: fd03::1 → fd03::2 icmp request 1',
        '10.0.0.20 → 10.0.0.10 ipip: fd03::2 → fd03::1 icmp reply 1',
      ],
    ],
    [
      'vlan-tagged',
      [
        'VLAN 10 192.168.4.1 → 192.168.4.2 arp request',
        'VLAN 10 192.168.4.2 → 192.168.4.1 arp reply',
        'VLAN 10 192.168.4.1 → 192.168.4.2 icmp request 1',
        'VLAN 10 192.168.4.2 → 192.168.4.1 icmp reply 1',
      ],
    ],
    [
      'tun-udp',
      [
        '10.0.0.10 → 10.0.0.20 udp 9000 → 9000: 192.168.5.1 → 192.168.5.2 icmp request 1',
        '10.0.0.20 → 10.0.0.10 udp 9000 → 9000: 192.168.5.2 → 192.168.5.1 icmp reply 1',
      ],
    ],
    [
      'on-tun',
      ['192.168.5.1 → 192.168.5.2 icmp request 1', '192.168.5.2 → 192.168.5.1 icmp reply 1'],
    ],
    [
      'on-gre',
      ['192.168.1.1 → 192.168.1.2 icmp request 1', '192.168.1.2 → 192.168.1.1 icmp reply 1'],
    ],
  ])('%s', (name, expected) => {
    expect(lines(name)).toEqual(expected);
  });

  test('VXLAN with its VNI', () => {
    expect(lines('vxlan').filter((line) => line.includes('request'))).toContainEqual(
      expect.stringMatching(
        /^10\.0\.0\.10 → 10\.0\.0\.20 udp \d+ → 4789, VXLAN 42: 172\.16\.0\.2 → 172\.16\.1\.2 icmp request 1$/,
      ),
    );
  });

  test('TCP with its ports', () => {
    expect(lines('tcp')[0]).toBe('10.0.0.10 → 10.0.0.20 tcp 43928 → 22');
  });

  test('UDP to a port of no tunnel is not looked into', () => {
    const packets = seenPackets(recordedCapture('tun-udp'), { vxlan: [4789], tun: [] });
    expect(packets.map(({ inner }) => inner)).toEqual([null, null]);
  });

  test('a capture of something else cannot be read', () => {
    const file = recordedCapture('on-tun').slice();
    file[20] = 195;
    expect(() => seenPackets(file, ports)).toThrow(
      new HarnessError('packets of link type 195 cannot be read'),
    );
    expect(() => seenPackets(new Uint8Array(), ports)).toThrow(HarnessError);
  });
});
