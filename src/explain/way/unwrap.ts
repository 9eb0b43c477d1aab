/** Takes tunnels off a packet, until what a machine meant to send is left. */
import type { ArpPacket } from '../../checks/parse/frame.ts';
import type { IpPacket } from '../../checks/parse/ip-packet.ts';
import { decodeGrePayload, decodeTun, decodeVxlan } from '../../checks/parse/tunnel.ts';

/** A tunnel's packet around another, by its outer addresses. */
export type Wrap = { readonly source: string; readonly destination: string } & (
  | { readonly kind: 'vxlan'; readonly vni: number; readonly port: number }
  /** A packet in a UDP datagram, as socat carries those of TUN devices. */
  | { readonly kind: 'udp'; readonly port: number }
  | { readonly kind: 'gre'; readonly key: number | null }
  | { readonly kind: 'ipip' }
);

export interface Unwrapped {
  /** Outermost first; empty for a packet in clear. */
  readonly wraps: readonly Wrap[];
  readonly innermost: ArpPacket | IpPacket;
}

/** UDP ports behind which tunnels are. */
export interface TunnelPorts {
  readonly vxlan: readonly number[];
  readonly tun: readonly number[];
}

export function unwrap(packet: ArpPacket | IpPacket, ports: TunnelPorts): Unwrapped {
  const wraps: Wrap[] = [];
  let innermost = packet;
  for (;;) {
    const layer = innermost.kind === 'ip' ? takeOff(innermost, ports) : null;
    if (layer === null) return { wraps, innermost };
    wraps.push(layer.wrap);
    innermost = layer.inner;
  }
}

interface Layer {
  readonly wrap: Wrap;
  readonly inner: ArpPacket | IpPacket;
}

function takeOff({ source, destination, payload }: IpPacket, ports: TunnelPorts): Layer | null {
  const ends = { source, destination };
  switch (payload?.kind) {
    case 'ip':
      return { wrap: { kind: 'ipip', ...ends }, inner: payload };
    case 'gre': {
      const carried = decodeGrePayload(payload);
      const inner = carried === null || 'kind' in carried ? carried : carried.payload;
      return inner && { wrap: { kind: 'gre', key: payload.key, ...ends }, inner };
    }
    case 'udp': {
      const port = payload.destinationPort;
      const vxlan = ports.vxlan.includes(port) ? decodeVxlan(payload.data) : null;
      const frame = vxlan?.inner?.payload ?? null;
      if (vxlan !== null && frame !== null) {
        return { wrap: { kind: 'vxlan', vni: vxlan.vni, port, ...ends }, inner: frame };
      }
      const inner = ports.tun.includes(port) ? decodeTun(payload.data) : null;
      return inner && { wrap: { kind: 'udp', port, ...ends }, inner };
    }
    case 'icmp':
    case 'tcp':
    case undefined:
      return null;
  }
}

/** `VXLAN 42, 10.0.0.10 → 10.1.0.20`. */
export function wrapWords(wrap: Wrap): string {
  return `${tunnelWords(wrap)}, ${wrap.source} → ${wrap.destination}`;
}

function tunnelWords(wrap: Wrap): string {
  switch (wrap.kind) {
    case 'vxlan':
      return `VXLAN ${wrap.vni}`;
    case 'udp':
      return `UDP port ${wrap.port}`;
    case 'gre':
      return wrap.key === null ? 'GRE' : `GRE key ${wrap.key}`;
    case 'ipip':
      return 'IP in IP';
  }
}
