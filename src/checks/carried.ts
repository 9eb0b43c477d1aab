/** What a frame on a segment carries of a tunnel or a VLAN. */
import type { OuterPacket } from '../topology/checks.ts';
import type { Frame } from './parse/frame.ts';
import type { IpPacket } from './parse/ip-packet.ts';
import { decodeTun, decodeVxlan } from './parse/tunnel.ts';

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
    case 'vlan':
      return `VLAN ${outer.ids.join('.')}`;
  }
}

/** The IP packet inside a tunnel of the kind that `outer` is of; null where there is none. */
export function carriedIn(frame: Frame, outer: OuterPacket): Carried | null {
  const packet = frame.payload;
  if (packet?.kind !== 'ip') return null;
  if (outer.kind === 'vlan') {
    if (frame.vlans.length === 0) return null;
    return { tunnel: tunnelWords({ kind: 'vlan', ids: frame.vlans }), inner: packet };
  }
  if (packet.payload?.kind !== 'udp') return null;
  const { destinationPort: port, data } = packet.payload;
  if (outer.kind === 'udp') {
    const inner = decodeTun(data);
    return inner && { tunnel: tunnelWords({ kind: 'udp', port }), inner };
  }
  const vxlan = port === outer.port ? decodeVxlan(data) : null;
  const inner = vxlan?.inner?.payload;
  if (vxlan === null || inner?.kind !== 'ip') return null;
  return { tunnel: tunnelWords({ kind: 'vxlan', vni: vxlan.vni, port }), inner };
}

/** The packet that a frame carries outside every tunnel of that kind. */
export function clearIn(frame: Frame, outer: OuterPacket): IpPacket | null {
  if (frame.payload?.kind !== 'ip') return null;
  return outer.kind === 'vlan' && frame.vlans.length > 0 ? null : frame.payload;
}

/** Filter (pcap-filter(7)) for the tunnel's packets and all ICMP, with and without a VLAN tag. */
export function sightingsFilter(outer: OuterPacket): string {
  const packets = ['icmp', 'icmp6'];
  if (outer.kind !== 'vlan') packets.unshift(`udp port ${outer.port}`);
  const any = packets.join(' or ');
  return `${any} or (vlan and (${any}${outer.kind === 'vlan' ? ` or (vlan and (${any}))` : ''}))`;
}
