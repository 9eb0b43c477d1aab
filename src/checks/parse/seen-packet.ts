/** Captured packets as a check looks at them: what they are, and what their tunnels carry. */
import { HarnessError } from '../../lib/errors.ts';
import { decodeFrame, type Frame } from './frame.ts';
import { decodeIp, type IpPacket } from './ip-packet.ts';
import { parsePcap } from './pcap.ts';
import { decodeGrePayload, decodeTun, decodeVxlan } from './tunnel.ts';

export interface SeenPacket {
  /** VLAN ids, outermost first. */
  readonly vlans: readonly number[];
  /** As pcap-filter(7) names it, of either family; a number for another IP protocol. */
  readonly protocol: 'arp' | 'icmp' | 'tcp' | 'udp' | 'gre' | 'ipip' | `ip protocol ${number}`;
  /** Of the IP packet, or those that ARP speaks of. */
  readonly from: string;
  readonly to: string;
  readonly ports: { readonly from: number; readonly to: number } | null;
  /** Of ARP, or an ICMP echo. */
  readonly type: 'request' | 'reply' | null;
  readonly echo: { readonly identifier: number; readonly sequence: number } | null;
  /** Of a VXLAN packet. */
  readonly vni: number | null;
  /** What it carries, where it is a packet of a tunnel. */
  readonly inner: SeenPacket | null;
}

/** UDP ports behind which tunnels are. */
interface Ports {
  readonly vxlan: readonly number[];
  readonly tun: readonly number[];
}

/**
 * What a capture's packets begin with, by its link type (tcpdump.org, LINKTYPE_ values): Ethernet;
 * IP at once, as on TUN devices; 16 bytes that the kernel makes up, as on GRE devices.
 */
const LINK_HEADERS: Readonly<Record<number, 'ethernet' | number>> = {
  1: 'ethernet',
  101: 0,
  113: 16,
};

const PROTOCOLS: Readonly<Record<number, SeenPacket['protocol']>> = {
  1: 'icmp',
  4: 'ipip',
  6: 'tcp',
  17: 'udp',
  41: 'ipip',
  47: 'gre',
  58: 'icmp',
};

/**
 * ARP and IP of a capture, in their order; other frames are left out.
 * @throws HarnessError for a file that is no capture, or of a device that cannot be read
 */
export function seenPackets(capture: Uint8Array, ports: Ports): readonly SeenPacket[] {
  const { linkType, packets } = parsePcap(capture);
  const header = LINK_HEADERS[linkType];
  if (header === undefined) {
    throw new HarnessError(`packets of link type ${linkType} cannot be read`);
  }
  return packets.flatMap(({ data }) => {
    const packet =
      header === 'ethernet'
        ? ofFrame(decodeFrame(data), ports)
        : ofIp(decodeIp(data.subarray(header)), { vlans: [], ports });
    return packet === null ? [] : [packet];
  });
}

function ofFrame(frame: Frame | null, ports: Ports): SeenPacket | null {
  if (frame?.payload == null) return null;
  const { vlans, payload } = frame;
  if (payload.kind === 'ip') return ofIp(payload, { vlans, ports });
  return {
    vlans,
    protocol: 'arp',
    from: payload.senderAddress,
    to: payload.targetAddress,
    ports: null,
    type: payload.operation,
    echo: null,
    vni: null,
    inner: null,
  };
}

interface Around {
  readonly vlans: readonly number[];
  readonly ports: Ports;
}

function ofIp(ip: IpPacket | null, { vlans, ports }: Around): SeenPacket | null {
  if (ip === null) return null;
  const { payload, protocol } = ip;
  const hasPorts = payload?.kind === 'tcp' || payload?.kind === 'udp';
  const echo = payload?.kind === 'icmp' ? payload.echo : null;
  return {
    vlans,
    protocol: PROTOCOLS[protocol ?? -1] ?? `ip protocol ${protocol ?? -1}`,
    from: ip.source,
    to: ip.destination,
    ports: hasPorts ? { from: payload.sourcePort, to: payload.destinationPort } : null,
    type: echo?.direction ?? null,
    echo: echo === null ? null : { identifier: echo.identifier, sequence: echo.sequence },
    ...carriedBy(ip, ports),
  };
}

function carriedBy(ip: IpPacket, ports: Ports): Pick<SeenPacket, 'vni' | 'inner'> {
  const { payload } = ip;
  const around = { vlans: [], ports };
  switch (payload?.kind) {
    case 'ip':
      return { vni: null, inner: ofIp(payload, around) };
    case 'gre': {
      const carried = decodeGrePayload(payload);
      if (carried === null) return { vni: null, inner: null };
      const inner = 'kind' in carried ? ofIp(carried, around) : ofFrame(carried, ports);
      return { vni: null, inner };
    }
    case 'udp': {
      const vxlan = ports.vxlan.includes(payload.destinationPort)
        ? decodeVxlan(payload.data)
        : null;
      if (vxlan !== null) return { vni: vxlan.vni, inner: ofFrame(vxlan.inner, ports) };
      const isTun = ports.tun.includes(payload.destinationPort);
      return { vni: null, inner: isTun ? ofIp(decodeTun(payload.data), around) : null };
    }
    case 'icmp':
    case 'tcp':
    case undefined:
      return { vni: null, inner: null };
  }
}

/** `10.0.0.10 → 10.0.0.20 udp 48155 → 4789, VXLAN 42: 172.16.0.2 → 172.16.1.2 icmp request 1`. */
export function packetLine(packet: SeenPacket): string {
  const { vlans, protocol, from, to, ports, type, echo, vni, inner } = packet;
  const parts = [
    ...vlans.map((vlan) => `VLAN ${vlan}`),
    `${from} → ${to}`,
    protocol,
    ...(ports === null ? [] : [`${ports.from} → ${ports.to}`]),
    ...(type === null ? [] : [type]),
    ...(echo === null ? [] : [String(echo.sequence)]),
  ].join(' ');
  const tunnel = vni === null ? parts : `${parts}, VXLAN ${vni}`;
  return inner === null ? tunnel : `${tunnel}: ${packetLine(inner)}`;
}
