import { parseAddressAndPort } from '../scenario/parse/address.ts';
import { MACVLAN_MODE, MACVLAN_NAME, VXLAN_PORT } from '../scenario/schema/defaults.ts';
import type { RawContainer, RawNode, RawTun } from '../scenario/schema/scenario.ts';
import { canonicalAddress, prefixOf } from './addressing.ts';
import type { Device, Segment, Tun } from './model.ts';
import { bridgeMtu, nicMtu, SEGMENT_MTU, tunMtu, vxlanMtu } from './mtu.ts';
import { macFor } from './names.ts';
import { listOf } from './one-or-many.ts';

export interface DeviceContext {
  readonly scenario: string;
  readonly node: string;
  readonly segments: readonly Segment[];
}

/** The devices of the node's own namespace, its ends of the containers' veth pairs among them. */
export function nodeDevices(raw: RawNode, context: DeviceContext): readonly Device[] {
  const { segments } = context;
  const mac = (name: string) =>
    macFor(context.scenario, { node: context.node, container: null }, name);
  const nics = Object.entries(raw.interfaces ?? {}).map(([name, nic]): Device => ({
    kind: 'nic',
    ...common(name, nic),
    mac: nic.mac?.toLowerCase() ?? mac(name),
    mtu: nicMtu(raw, name, segments),
    segment: nic.segment,
  }));
  const bridges = Object.entries(raw.bridges ?? {}).map(([name, bridge]): Device => ({
    kind: 'bridge',
    ...common(name, bridge),
    mac: bridge.mac?.toLowerCase() ?? mac(name),
    mtu: bridgeMtu(raw, name, segments),
  }));
  const veths = Object.entries(raw.containers ?? {}).flatMap(([container, spec]): Device[] => {
    if (spec.veth === undefined) return [];
    const [name, inside] = spec.veth;
    return [
      {
        kind: 'veth',
        name,
        mac: mac(name),
        mtu: vethMtu(raw, spec, segments),
        up: true,
        addresses: [],
        master: spec.bridge ?? null,
        peer: { container, name: inside },
      },
    ];
  });
  const vxlans = Object.entries(raw.vxlan ?? {}).map(([name, vxlan]): Device => ({
    kind: 'vxlan',
    ...common(name, vxlan),
    mac: vxlan.mac?.toLowerCase() ?? mac(name),
    mtu: vxlanMtu(raw, name, segments),
    vni: vxlan.vni,
    local: canonicalAddress(vxlan.local),
    remote: canonicalAddress(vxlan.remote),
    port: vxlan.port ?? VXLAN_PORT,
    dev: vxlan.dev ?? null,
  }));
  const tuns = Object.entries(raw.tun ?? {}).map(([name, tun]): Device => {
    const local = tunEnd(tun.local);
    return {
      kind: 'tun',
      ...common(name, tun),
      mac: null,
      mtu: tun.mtu ?? tunMtu(raw, local.address, segments),
      local,
      remote: tunEnd(tun.remote),
    };
  });
  return [...nics, ...bridges, ...veths, ...vxlans, ...tuns];
}

/** What a container has of its own: its end of a veth pair, or a macvlan device. */
export function containerDevices(
  container: string,
  raw: RawContainer,
  context: DeviceContext & { readonly root: readonly Device[] },
): readonly Device[] {
  const { scenario, node, root } = context;
  const mac = (name: string) => macFor(scenario, { node, container }, name);
  const { veth, macvlan } = raw;
  if (veth !== undefined) {
    const [outside, name] = veth;
    const end = root.find((device) => device.name === outside);
    return [
      {
        kind: 'veth',
        ...common(name, raw),
        master: null,
        mac: mac(name),
        mtu: end?.mtu ?? SEGMENT_MTU,
        peer: { container: null, name: outside },
      },
    ];
  }
  if (macvlan === undefined) return [];
  const { parent, mode = MACVLAN_MODE, name = MACVLAN_NAME } = macvlan;
  const below = root.find((device) => device.name === parent);
  return [
    {
      kind: 'macvlan',
      ...common(name, raw),
      master: null,
      mac: mac(name),
      mtu: raw.mtu ?? below?.mtu ?? SEGMENT_MTU,
      mode,
      parent,
    },
  ];
}

function vethMtu(raw: RawNode, container: RawContainer, segments: readonly Segment[]): number {
  const { mtu, bridge } = container;
  return mtu ?? (bridge === undefined ? SEGMENT_MTU : bridgeMtu(raw, bridge, segments));
}

interface RawDevice {
  readonly address?: string | readonly string[] | undefined;
  readonly up?: boolean | undefined;
  readonly bridge?: string | null | undefined;
}

function common(name: string, { address, up = true, bridge = null }: RawDevice) {
  return { name, up, addresses: listOf(address).map(prefixOf), master: bridge };
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
