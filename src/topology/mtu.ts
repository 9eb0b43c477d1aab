/** MTUs where the scenario names none. */
import type { RawNode } from '../scenario/schema/scenario.ts';
import { canonicalAddress, familyOf, prefixOf } from './addressing.ts';
import type { Segment } from './model.ts';
import { listOf } from './one-or-many.ts';

/** Payload of an Ethernet frame (IEEE 802.3). */
export const SEGMENT_MTU = 1500;

/** Outer IP header: RFC 791 without options, RFC 8200. */
const IP_HEADER = { 4: 20, 6: 40 } as const;
const UDP_HEADER = 8;
/** VXLAN header and inner Ethernet header (RFC 7348, section 5). */
const VXLAN_HEADERS = 8 + 14;

/** MTU of a node's interface: its segment's. */
export function nicMtu(raw: RawNode, name: string, segments: readonly Segment[]): number {
  const nic = raw.interfaces?.[name];
  return nic?.mtu ?? segments.find((segment) => segment.name === nic?.segment)?.mtu ?? SEGMENT_MTU;
}

/** MTU of a VXLAN device: its underlay's less the outer headers, 50 bytes for IPv4. */
export function vxlanMtu(raw: RawNode, name: string, segments: readonly Segment[]): number {
  const vxlan = raw.vxlan?.[name];
  if (vxlan === undefined) return SEGMENT_MTU;
  const outer = IP_HEADER[familyOf(vxlan.local)] + UDP_HEADER + VXLAN_HEADERS;
  return vxlan.mtu ?? underlayMtu(raw, vxlan, segments) - outer;
}

/** MTU of a TUN device whose packets travel in UDP: the underlay's less 28 bytes for IPv4. */
export function tunMtu(raw: RawNode, local: string, segments: readonly Segment[]): number {
  return underlayMtu(raw, { local }, segments) - IP_HEADER[familyOf(local)] - UDP_HEADER;
}

/** MTU of a bridge: the smallest of its interfaces and VXLAN devices. */
export function bridgeMtu(raw: RawNode, name: string, segments: readonly Segment[]): number {
  const ports = [
    ...portsOf(name, raw.interfaces).map((port) => nicMtu(raw, port, segments)),
    ...portsOf(name, raw.vxlan).map((port) => vxlanMtu(raw, port, segments)),
  ];
  return raw.bridges?.[name]?.mtu ?? (ports.length === 0 ? SEGMENT_MTU : Math.min(...ports));
}

type Ports = Readonly<Record<string, { readonly bridge?: string | undefined }>>;

function portsOf(bridge: string, things: Ports = {}): readonly string[] {
  return Object.keys(things).filter((name) => things[name]?.bridge === bridge);
}

/** MTU of the interface below a tunnel; the smallest of all where none owns the local address. */
function underlayMtu(
  raw: RawNode,
  { local, dev }: { readonly local: string; readonly dev?: string | undefined },
  segments: readonly Segment[],
): number {
  const owned = canonicalAddress(local);
  const nics = Object.entries(raw.interfaces ?? {});
  const below = nics.filter(
    ([name, { address }]) =>
      name === dev || listOf(address).some((text) => prefixOf(text).address === owned),
  );
  const names = (below.length === 0 ? nics : below).map(([name]) => name);
  return names.length === 0
    ? SEGMENT_MTU
    : Math.min(...names.map((name) => nicMtu(raw, name, segments)));
}
