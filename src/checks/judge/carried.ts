/** What a frame on a segment carries of a tunnel or a VLAN. */
import type { OuterPacket } from '../../topology/checks/parts.ts';
import type { Frame } from '../parse/frame.ts';
import type { Gre, IpPacket, Udp } from '../parse/ip-packet.ts';
import { decodeGrePayload, decodeTun, decodeVxlan, isWireguardData } from '../parse/tunnel.ts';

export interface Carried {
  /** In words, as `tunnelWords` has them: `VXLAN with VNI 42`. */
  readonly tunnel: string;
  readonly inner: IpPacket;
}

/** `VXLAN with VNI 42`, `UDP to port 5555`, `VLAN 10`; of nested tags the outermost first. */
export function tunnelWords(outer: OuterPacket): string {
  switch (outer.kind) {
    case 'vxlan':
      return `VXLAN with VNI ${outer.vni}`;
    case 'udp':
      return `UDP to port ${outer.port}`;
    case 'gre':
      return `GRE with ${keyWords(outer.key)}`;
    case 'gretap':
      return `GRE of frames with ${keyWords(outer.key)}`;
    case 'ipip':
      return 'IPv4 in IPv4';
    case 'sit':
      return 'IPv6 in IPv4';
    case 'wireguard':
      return 'WireGuard';
    case 'vlan':
      return `VLAN ${outer.ids.join('.')}`;
  }
}

function keyWords(key: number | null): string {
  return key === null ? 'no key' : `key ${key}`;
}

/** The IP packet inside a tunnel of the kind that `outer` is of; null where there is none. */
export function carriedIn(frame: Frame, outer: OuterPacket): Carried | null {
  const packet = frame.payload;
  if (packet?.kind !== 'ip') return null;
  if (outer.kind === 'vlan') {
    if (frame.vlans.length === 0) return null;
    return { tunnel: tunnelWords({ kind: 'vlan', ids: frame.vlans }), inner: packet };
  }
  switch (packet.payload?.kind) {
    case 'udp':
      return carriedInUdp(packet.payload, outer);
    case 'gre':
      return carriedInGre(packet.payload);
    case 'ip': {
      const kind = packet.payload.family === 6 ? 'sit' : 'ipip';
      return { tunnel: tunnelWords({ kind }), inner: packet.payload };
    }
    default:
      return null;
  }
}

function carriedInGre(gre: Gre): Carried | null {
  const { key } = gre;
  const payload = decodeGrePayload(gre);
  if (payload === null) return null;
  if (!('vlans' in payload)) return { tunnel: tunnelWords({ kind: 'gre', key }), inner: payload };
  const inner = payload.payload;
  return inner?.kind === 'ip' ? { tunnel: tunnelWords({ kind: 'gretap', key }), inner } : null;
}

function carriedInUdp(datagram: Udp, outer: OuterPacket): Carried | null {
  const { destinationPort: port, data } = datagram;
  if (outer.kind === 'udp') {
    const inner = decodeTun(data);
    return inner && { tunnel: tunnelWords({ kind: 'udp', port }), inner };
  }
  const vxlan = outer.kind === 'vxlan' && port === outer.port ? decodeVxlan(data) : null;
  const inner = vxlan?.inner?.payload;
  if (vxlan === null || inner?.kind !== 'ip') return null;
  return { tunnel: tunnelWords({ kind: 'vxlan', vni: vxlan.vni, port }), inner };
}

/** Which way a frame carries a sealed packet of the tunnel; null where it carries none. */
export function sealedIn(frame: Frame, outer: OuterPacket): 'sent' | 'received' | null {
  const packet = frame.payload;
  if (outer.kind !== 'wireguard' || packet?.kind !== 'ip') return null;
  if (packet.payload?.kind !== 'udp') return null;
  const { sourcePort, destinationPort, data } = packet.payload;
  const isOfPorts = outer.ports.includes(destinationPort) || outer.ports.includes(sourcePort);
  if (!isOfPorts || !isWireguardData(data)) return null;
  if (packet.destination === outer.far || packet.source === outer.near) return 'sent';
  if (packet.source === outer.far || packet.destination === outer.near) return 'received';
  return null;
}

/** The packet that a frame carries outside every tunnel of that kind. */
export function clearIn(frame: Frame, outer: OuterPacket): IpPacket | null {
  if (frame.payload?.kind !== 'ip') return null;
  return outer.kind === 'vlan' && frame.vlans.length > 0 ? null : frame.payload;
}

/** Filter (pcap-filter(7)) for the tunnel's packets and all ICMP, with and without a VLAN tag. */
export function sightingsFilter(outer: OuterPacket): string {
  const any = ['icmp', 'icmp6', ...tunnelFilters(outer)].join(' or ');
  return `${any} or (vlan and (${any}${outer.kind === 'vlan' ? ` or (vlan and (${any}))` : ''}))`;
}

/** A tunnel of another kind than the expected one is looked for among those like it. */
function tunnelFilters(outer: OuterPacket): readonly string[] {
  switch (outer.kind) {
    case 'vxlan':
    case 'udp':
      return [`udp port ${outer.port}`];
    case 'gre':
    case 'gretap':
    case 'ipip':
    case 'sit':
      return ['ip proto 47', 'ip proto 4', 'ip proto 41'];
    case 'wireguard':
      return outer.ports.map((port) => `udp port ${port}`);
    case 'vlan':
      return [];
  }
}
