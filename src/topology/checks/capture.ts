import { parseNetwork } from '../../scenario/parse/prefix.ts';
import type { RawSpec } from '../../scenario/schema/check.ts';
import { VXLAN_PORT } from '../../scenario/schema/defaults.ts';
import { prefixOf } from '../addressing.ts';
import type { CheckBase } from './parts.ts';
import type { Endpoint } from '../model.ts';
import type { Prefix } from '../prefix.ts';
import { resolveDuring, type During } from './during.ts';
import { place, type Own, type Scope } from './scope.ts';

/** What a packet is told by; null asks for nothing. */
export interface PacketPattern {
  /** Any of these networks. */
  readonly from: readonly Prefix[] | null;
  readonly to: readonly Prefix[] | null;
  readonly protocol: 'arp' | 'ip' | 'icmp' | 'tcp' | 'udp' | 'gre' | 'ipip' | null;
  readonly type: 'request' | 'reply' | null;
  /** At either end. */
  readonly port: number | null;
  readonly toPort: number | null;
  readonly vlan: number | 'none' | null;
  readonly vni: number | null;
  /** What it carries. */
  readonly inner: PacketPattern | null;
  /** In the scenario's words: `VXLAN 42 from 10.0.0.10, with icmp to node2/con1 inside`. */
  readonly words: string;
}

/** Where packets are caught. */
export type CapturePoint =
  | { readonly kind: 'segment'; readonly segment: string }
  | { readonly kind: 'device'; readonly at: Endpoint; readonly device: string };

/** UDP ports behind which the lab's tunnels are, which nothing in a packet says. */
interface TunnelPorts {
  readonly vxlan: readonly number[];
  readonly tun: readonly number[];
}

export interface CaptureCheck extends CheckBase {
  readonly kind: 'capture';
  readonly on: readonly CapturePoint[];
  readonly during: During;
  readonly seen: readonly PacketPattern[];
  readonly notSeen: readonly PacketPattern[];
  /** A ping that must be seen; null where that of `during` must be, or something of `seen`. */
  readonly control: During | null;
  readonly tunnelPorts: TunnelPorts;
}

export function resolveCapture(spec: RawSpec<'capture'>, scope: Scope): Own<CaptureCheck> {
  return {
    kind: 'capture',
    on: [spec.on]
      .flat()
      .map((point) =>
        typeof point === 'string'
          ? { kind: 'segment', segment: point }
          : { kind: 'device', at: place(point.at, scope).endpoint, device: point.dev },
      ),
    during: resolveDuring(spec.during, scope),
    seen: (spec.seen ?? []).map((packet) => pattern(packet, scope)),
    notSeen: (spec.not_seen ?? []).map((packet) => pattern(packet, scope)),
    control: spec.control === undefined ? null : resolveDuring(spec.control, scope),
    tunnelPorts: tunnelPorts(scope),
  };
}

type RawPacket = NonNullable<RawSpec<'capture'>['seen']>[number];

function pattern(raw: RawPacket, scope: Scope): PacketPattern {
  const { inner } = raw;
  return {
    from: raw.from === undefined ? null : networks(raw.from, scope),
    to: raw.to === undefined ? null : networks(raw.to, scope),
    protocol: raw.protocol ?? null,
    type: raw.type ?? null,
    port: raw.port ?? null,
    toPort: raw.to_port ?? null,
    vlan: raw.vlan ?? null,
    vni: raw.vni ?? null,
    inner: inner === undefined ? null : pattern(inner, scope),
    words: wordsOf(raw),
  };
}

function networks(text: string, scope: Scope): readonly Prefix[] {
  if (parseNetwork(text) !== null) return [prefixOf(text)];
  const { devices } = place(text, scope).namespace;
  return devices.flatMap(({ addresses }) => addresses.map(({ address }) => prefixOf(address)));
}

function wordsOf(raw: RawPacket): string {
  const what = [
    raw.vlan === undefined ? '' : raw.vlan === 'none' ? 'untagged' : `VLAN ${raw.vlan}`,
    raw.vni === undefined ? '' : `VXLAN ${raw.vni}`,
    raw.protocol ?? '',
    raw.type ?? '',
  ].filter((part) => part !== '');
  const parts = [
    ...(what.length === 0 ? ['packets'] : what),
    raw.from === undefined ? '' : `from ${raw.from}`,
    raw.to === undefined ? '' : `to ${raw.to}`,
    raw.port === undefined ? '' : `port ${raw.port}`,
    raw.to_port === undefined ? '' : `to port ${raw.to_port}`,
  ].filter((part) => part !== '');
  const own = parts.join(' ');
  return raw.inner === undefined ? own : `${own} with ${wordsOf(raw.inner)} inside`;
}

function tunnelPorts({ nodes }: Scope): TunnelPorts {
  const devices = nodes.flatMap(({ root }) => root.devices);
  const vxlan = devices.flatMap((device) => (device.kind === 'vxlan' ? [device.port] : []));
  const tun = devices.flatMap((device) => (device.kind === 'tun' ? [device.remote.port] : []));
  return { vxlan: [...new Set([VXLAN_PORT, ...vxlan])], tun: [...new Set(tun)] };
}
