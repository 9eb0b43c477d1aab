import { mtuOf, type MtuContext } from '../scenario/devices/mtu.ts';
import { writtenDevices } from '../scenario/devices/node-devices.ts';
import type { WrittenDevice } from '../scenario/devices/written.ts';
import { parseAddressAndPort } from '../scenario/parse/address.ts';
import { VXLAN_PORT } from '../scenario/schema/defaults.ts';
import type {
  RawIpTunnel,
  RawNode,
  RawScenario,
  RawTun,
  RawVxlan,
} from '../scenario/schema/scenario.ts';
import { canonicalAddress, prefixOf } from './addressing.ts';
import { deviceMac } from './device-mac.ts';
import type { Device, IpTunnel, PortVlans, Segment, Tun, Vxlan } from './model.ts';
import { listOf } from './one-or-many.ts';
import { wireguardOf } from './wireguard.ts';

export interface DeviceContext {
  readonly scenario: string;
  readonly node: string;
  /** All nodes of the scenario, as written. */
  readonly nodes: RawScenario['nodes'];
  readonly segments: readonly Segment[];
}

/** A device, and the container that has it; null for the node's own. */
export interface PlacedDevice {
  readonly container: string | null;
  readonly device: Device;
}

/** Every device of a node and its containers. */
export function nodeDevices(raw: RawNode, context: DeviceContext): readonly PlacedDevice[] {
  const devices = writtenDevices(context.node, raw);
  const segments = Object.fromEntries(context.segments.map(({ name, mtu }) => [name, { mtu }]));
  return devices.map((device) => {
    const { container } = device;
    return { container, device: resolveDevice(device, context, { devices, segments }) };
  });
}

function resolveDevice(
  written: WrittenDevice,
  { scenario, node, nodes }: DeviceContext,
  context: MtuContext,
): Device {
  const { name, settings, type } = written;
  const base = {
    name,
    mtu: mtuOf(written, context),
    up: isUp(written, context),
    addresses: listOf(settings.address).map(prefixOf),
    master: settings.bridge ?? null,
    vrf: settings.vrf ?? null,
    vlans: vlansOf(written, context),
  };
  const mac = deviceMac(written, { scenario, node, devices: context.devices });
  switch (type.kind) {
    case 'interface':
      return { kind: 'nic', ...base, mac, segment: type.spec.segment };
    case 'bridge':
      return { kind: 'bridge', ...base, mac, vlanFiltering: type.vlanFiltering };
    case 'veth':
      return { kind: 'veth', ...base, mac, peer: type.peer };
    case 'vlan':
      return { kind: 'vlan', ...base, mac, parent: type.parent, id: type.id };
    case 'vxlan':
      return { kind: 'vxlan', ...base, mac, ...vxlanOf(type.spec) };
    case 'tun': {
      const { local, remote } = type.spec;
      return { kind: 'tun', ...base, mac: null, local: tunEnd(local), remote: tunEnd(remote) };
    }
    case 'ip-tunnel':
      return { kind: 'ip-tunnel', ...base, ...ipTunnelOf(type.spec, mac) };
    case 'vrf':
      return { kind: 'vrf', ...base, mac, table: type.table };
    case 'wireguard': {
      const own = wireguardOf(type.spec, { node, name }, { scenario, nodes });
      return { kind: 'wireguard', ...base, mac: null, ...own };
    }
    case 'macvlan':
      return { kind: 'macvlan', ...base, mac, mode: type.mode, parent: type.parent };
    case 'ipvlan':
      return { kind: 'ipvlan', ...base, mac, mode: type.mode, parent: type.parent };
  }
}

/** Whether a device can be up: a VLAN goes down with its parent. */
function isUp({ type, settings }: WrittenDevice, context: MtuContext): boolean {
  const { up = true } = settings;
  if (type.kind !== 'vlan') return up;
  const parent = context.devices.find(
    ({ name, container }) => container === null && name === type.parent,
  );
  return up && (parent === undefined || isUp(parent, context));
}

/** VLAN of ports that say none (default_pvid, ip-link(8)). */
const DEFAULT_VLANS: PortVlans = { untagged: 1, tagged: [] };

function vlansOf({ type, settings }: WrittenDevice, { devices }: MtuContext): PortVlans | null {
  const bridge = devices.find((other) => {
    return other.type.kind === 'bridge' && other.name === settings.bridge;
  });
  const filtering = type.kind === 'bridge' ? type : bridge?.type;
  if (filtering?.kind !== 'bridge' || !filtering.vlanFiltering) return null;
  if (settings.vlans === undefined) return DEFAULT_VLANS;
  const { untagged = null, tagged = [] } = settings.vlans;
  return { untagged, tagged: [tagged].flat().toSorted((a, b) => a - b) };
}

function vxlanOf({
  vni,
  local,
  remote,
  remotes = [],
  learning,
  port,
  dev,
}: RawVxlan): Omit<Vxlan, keyof Device | 'kind'> {
  return {
    vni,
    local: canonicalAddress(local),
    remotes: [...(remote === undefined ? [] : [remote]), ...remotes].map(canonicalAddress),
    learning: learning ?? true,
    port: port ?? VXLAN_PORT,
    dev: dev ?? null,
  };
}

function ipTunnelOf(
  { kind, local, remote, key, ttl, dev }: RawIpTunnel,
  mac: string,
): Omit<IpTunnel, keyof Device | 'kind'> & Pick<IpTunnel, 'mac'> {
  return {
    mac: kind === 'gretap' ? mac : null,
    encapsulation: kind,
    local: canonicalAddress(local),
    remote: canonicalAddress(remote),
    key: key ?? null,
    ttl: ttl ?? null,
    dev: dev ?? null,
  };
}

function tunEnd(end: RawTun['local']): Tun['local'] {
  const { address, port } = typeof end === 'string' ? knownEnd(end) : end;
  return { address: canonicalAddress(address), port };
}

function knownEnd(text: string) {
  const end = parseAddressAndPort(text);
  if (end === null) throw new Error(`not an address and port: ${text}`);
  return end;
}
