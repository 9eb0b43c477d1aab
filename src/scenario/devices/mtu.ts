/** MTUs, where the scenario names none and where it does. */
import type { ParsedAddress } from '../parse/address.ts';
import { parsePrefix } from '../parse/prefix.ts';
import type { RawIpTunnel, RawWireguard } from '../schema/scenario.ts';
import { tunnelEnds } from './tunnel-ends.ts';
import { carriages } from './wireguard-room.ts';
import type { WrittenDevice } from './written.ts';

/** Payload of an Ethernet frame (IEEE 802.3). */
export const SEGMENT_MTU = 1500;

/** What a VRF lets through, whose packets leave by its devices: as much as an IP packet has. */
const VRF_MTU = 65_535;

/** Outer IP header: RFC 791 without options, RFC 8200. */
const IP_HEADER = { 4: 20, 6: 40 } as const;
const UDP_HEADER = 8;
/** VXLAN header and inner Ethernet header (RFC 7348, section 5). */
const VXLAN_HEADERS = 8 + 14;
/** Flags and protocol (RFC 2784, section 2.1), then a key if there is one (RFC 2890, section 2). */
const GRE_HEADER = 4;
const GRE_KEY = 4;
const ETHERNET_HEADER = 14;

/** What an MTU is computed from. */
export interface MtuContext {
  /** All devices of the node and its containers. */
  readonly devices: readonly WrittenDevice[];
  /** MTUs of the segments that say one. */
  readonly segments: Readonly<Record<string, { readonly mtu?: number | undefined }>>;
}

/** MTU of a device: what is written, or else the most that fits what it is built on. */
export function mtuOf(device: WrittenDevice, context: MtuContext): number {
  return device.settings.mtu ?? roomFor(device, context).mtu;
}

/** The largest MTU whose packets fit what carries them, and the device that carries them. */
export interface Room {
  readonly mtu: number;
  /** Null where nothing of the node's sets a bound. */
  readonly below: WrittenDevice | null;
}

export function roomFor(device: WrittenDevice, context: MtuContext): Room {
  const { type, name } = device;
  switch (type.kind) {
    case 'interface':
      return { mtu: context.segments[type.spec.segment]?.mtu ?? SEGMENT_MTU, below: null };
    case 'bridge':
      return { mtu: smallest(portsOf(name, context), without(device, context)), below: null };
    case 'veth': {
      const others = without(device, context);
      const names = [device.settings.bridge, type.peerBridge];
      const bridges = names.flatMap((bridge) => inNode(bridge ?? undefined, others) ?? []);
      return { mtu: smallest(bridges, others), below: null };
    }
    case 'vlan':
    case 'macvlan':
    case 'ipvlan': {
      const others = without(device, context);
      const below = inNode(type.parent, others);
      if (below === undefined) return { mtu: SEGMENT_MTU, below: null };
      return { mtu: mtuOf(below, others), below };
    }
    case 'vxlan':
      return underlay(device, { dev: type.spec.dev, bytes: UDP_HEADER + VXLAN_HEADERS }, context);
    case 'tun':
      return underlay(device, { bytes: UDP_HEADER }, context);
    case 'ip-tunnel':
      return underlay(device, { dev: type.spec.dev, bytes: ipTunnelBytes(type.spec) }, context);
    case 'vrf':
      return { mtu: VRF_MTU, below: null };
    case 'wireguard':
      return wireguardRoom(device, type.spec, context);
  }
}

/** IP in IP has no header between the two (RFC 2003, RFC 4213). */
function ipTunnelBytes({ kind, key }: RawIpTunnel): number {
  const gre = GRE_HEADER + (key === undefined ? 0 : GRE_KEY);
  switch (kind) {
    case 'gre':
      return gre;
    case 'gretap':
      return gre + ETHERNET_HEADER;
    case 'ipip':
    case 'sit':
      return 0;
  }
}

/** What a device is built on, and so never the device itself, whatever a scenario says. */
function without(device: WrittenDevice, context: MtuContext): MtuContext {
  return { ...context, devices: context.devices.filter((other) => other !== device) };
}

function inNode(name: string | undefined, { devices }: MtuContext): WrittenDevice | undefined {
  return devices.find((device) => device.container === null && device.name === name);
}

/** The ports that set the MTU of their bridge; veth pairs take theirs from it. */
function portsOf(bridge: string, { devices }: MtuContext): readonly WrittenDevice[] {
  return devices.filter(({ type, settings }) => settings.bridge === bridge && type.kind !== 'veth');
}

function smallest(devices: readonly WrittenDevice[], context: MtuContext): number {
  const mtus = devices.map((device) => mtuOf(device, context));
  return mtus.length === 0 ? SEGMENT_MTU : Math.min(...mtus);
}

interface Carrier {
  /** The device below, where the scenario pins one. */
  readonly dev?: string | undefined;
  /** Bytes between the outer IP header and the packet that it carries. */
  readonly bytes: number;
}

/** Below a tunnel is the device with its local address; the smallest NIC where none has it. */
function underlay(tunnel: WrittenDevice, { dev, bytes }: Carrier, context: MtuContext): Room {
  const address: ParsedAddress | undefined = tunnelEnds(tunnel)?.local?.address;
  const header = IP_HEADER[address?.family ?? 4] + bytes;
  const others = without(tunnel, context);
  const own = others.devices.filter(({ container }) => container === null);
  const owner = own.find(({ settings }) =>
    [settings.address ?? []].flat().some((text) => parsePrefix(text)?.address === address?.address),
  );
  const below = inNode(dev, others) ?? owner ?? null;
  const nics = own.filter(({ type }) => type.kind === 'interface');
  const outer = below === null ? smallest(nics, others) : mtuOf(below, others);
  return { mtu: outer - header, below };
}

/** What fits to every peer. */
function wireguardRoom(device: WrittenDevice, spec: RawWireguard, context: MtuContext): Room {
  const others = without(device, context);
  const nics = others.devices.filter(
    ({ container, type }) => container === null && type.kind === 'interface',
  );
  const rooms = carriages(spec, others.devices).map(({ below, bytes }): Room => {
    const outer = below === null ? smallest(nics, others) : mtuOf(below, others);
    return { mtu: outer - bytes, below };
  });
  const [narrowest] = rooms.toSorted((a, b) => a.mtu - b.mtu);
  return narrowest ?? { mtu: smallest(nics, others), below: null };
}
