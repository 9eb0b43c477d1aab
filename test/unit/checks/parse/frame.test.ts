import { describe, expect, it } from 'vitest';
import { decodeFrame, type Frame } from '../../../../src/checks/parse/frame.ts';
import { decodeIp, type IpPacket } from '../../../../src/checks/parse/ip-packet.ts';
import { parsePcap } from '../../../../src/checks/parse/pcap.ts';
import { decodeTun, decodeVxlan } from '../../../../src/checks/parse/tunnel.ts';
import { recordedCapture } from '../recorded.ts';

function bytesOf(name: string): readonly Uint8Array[] {
  return parsePcap(recordedCapture(name)).packets.map(({ data }) => data);
}

function innerFrames(name: string): readonly (Frame | null)[] {
  return bytesOf(name).map((bytes) => {
    const payload = decodeFrame(bytes)?.payload;
    if (payload?.kind !== 'ip' || payload.payload?.kind !== 'udp') return null;
    expect(payload.payload.destinationPort).toBe(4789);
    const vxlan = decodeVxlan(payload.payload.data);
    expect(vxlan?.vni).toBe(42);
    return vxlan?.inner ?? null;
  });
}

function echoes(packets: readonly (Frame | null)[]): readonly string[] {
  return packets.flatMap((frame) => {
    const ip = frame?.payload;
    if (ip?.kind !== 'ip' || ip.payload?.kind !== 'icmp' || ip.payload.echo === null) return [];
    const { direction, identifier, sequence } = ip.payload.echo;
    return [`${ip.source} → ${ip.destination} ${direction} ${identifier} ${sequence}`];
  });
}

/** The frame with an 802.1Q tag behind its addresses. */
function tagged(frame: Uint8Array, vlan: number): Uint8Array {
  return Uint8Array.from([
    ...frame.subarray(0, 12),
    ...[0x81, 0x00, vlan >> 8, vlan & 0xff],
    ...frame.subarray(12),
  ]);
}

describe('decodeFrame', () => {
  it('reads echo requests and replies', () => {
    expect(echoes(bytesOf('clear').map(decodeFrame))).toEqual([
      '10.0.0.10 → 10.0.0.20 request 4662 1',
      '10.0.0.20 → 10.0.0.10 reply 4662 1',
      '10.0.0.10 → 10.0.0.20 request 4662 2',
      '10.0.0.20 → 10.0.0.10 reply 4662 2',
    ]);
  });

  it('reads them inside VXLAN', () => {
    expect(echoes(innerFrames('vxlan'))).toEqual([
      '172.16.0.2 → 172.16.1.2 request 4660 1',
      '172.16.1.2 → 172.16.0.2 reply 4660 1',
      '172.16.0.2 → 172.16.1.2 request 4660 2',
      '172.16.1.2 → 172.16.0.2 reply 4660 2',
    ]);
  });

  it('reads IPv6 inside VXLAN', () => {
    expect(echoes(innerFrames('vxlan6'))).toEqual([
      'fd00:1::2 → fd00:2::2 request 4661 1',
      'fd00:2::2 → fd00:1::2 reply 4661 1',
      'fd00:1::2 → fd00:2::2 request 4661 2',
      'fd00:2::2 → fd00:1::2 reply 4661 2',
    ]);
  });

  it('reads ARP', () => {
    const arp = innerFrames('vxlan').map((frame) => frame?.payload);
    expect(arp[0]).toMatchObject({
      kind: 'arp',
      operation: 'request',
      senderAddress: '192.168.42.1',
      targetAddress: '192.168.42.2',
    });
    expect(arp[1]).toMatchObject({
      kind: 'arp',
      operation: 'reply',
      senderAddress: '192.168.42.2',
    });
  });

  it('sees through VLAN tags, and names them', () => {
    const frames = bytesOf('clear').map((bytes) => decodeFrame(tagged(tagged(bytes, 7), 300)));
    expect(frames[0]?.vlans).toEqual([300, 7]);
    expect(echoes(frames)).toHaveLength(4);
  });

  it('reads a cut packet as far as it goes', () => {
    const inner = innerFrames('vxlan-snapped');
    expect(inner[0]?.payload).toMatchObject({ source: '172.16.0.2', payload: null });
    expect(echoes(inner)).toEqual([]);
  });

  it('never fails on a cut packet', () => {
    for (const bytes of ['vxlan', 'vxlan6'].flatMap(bytesOf)) {
      for (let length = 0; length < bytes.length; length++) {
        const payload = decodeFrame(bytes.subarray(0, length))?.payload;
        if (payload?.kind === 'ip' && payload.payload?.kind === 'udp') {
          expect(decodeVxlan(payload.payload.data)?.vni ?? 42).toBe(42);
        }
      }
    }
  });
});

describe('decodeIp', () => {
  const [request = new Uint8Array()] = bytesOf('clear');
  const ip = request.subarray(14);

  it('does not look for ICMP in a later fragment', () => {
    const fragment = Uint8Array.from(ip);
    fragment[7] = 1;
    expect(decodeIp(fragment)).toMatchObject({ source: '10.0.0.10', payload: null });
  });

  it('takes other bytes for no packet', () => {
    expect(decodeIp(Uint8Array.from([0x12, 0x34]))).toBeNull();
    expect(decodeIp(new Uint8Array())).toBeNull();
  });
});

describe('decodeTun', () => {
  const [request = new Uint8Array()] = bytesOf('clear');
  const ip = request.subarray(14);
  const source = (packet: IpPacket | null) => packet?.source;

  it('reads a bare IP packet, and one behind the header of a TUN device', () => {
    expect(source(decodeTun(ip))).toBe('10.0.0.10');
    expect(source(decodeTun(Uint8Array.from([0, 0, 8, 0, ...ip])))).toBe('10.0.0.10');
  });

  it('takes anything else for no packet', () => {
    expect(decodeTun(new TextEncoder().encode('a datagram of somebody else'))).toBeNull();
  });
});

describe('decodeVxlan', () => {
  it('takes a datagram without the I flag for something else', () => {
    expect(decodeVxlan(new Uint8Array(20))).toBeNull();
  });
});
