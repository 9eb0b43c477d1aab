import type { Device, Node } from '../topology/model.ts';
import { birthsOf, moveLines, type Birth } from './birth.ts';
import { bridgeLine } from './bridge.ts';
import { ipTunnelLine } from './ip-tunnel.ts';
import { ipvlanLine } from './ipvlan.ts';
import { linkSetLines } from './link.ts';
import { macvlanLine } from './macvlan.ts';
import { tunLine } from './tun.ts';
import { vethLines } from './veth.ts';
import { vlanLine } from './vlan.ts';
import { vrfLine } from './vrf.ts';
import { vxlanLine } from './vxlan.ts';
import { wireguardLine } from './wireguard.ts';

/** Which links are made, and how those of the node's own namespace are set. */
export interface LinkPart {
  readonly makes: (birth: Birth) => boolean;
  readonly sets: (device: Device) => readonly string[];
}

const wholeNode: LinkPart = { makes: () => true, sets: linkSetLines };

/**
 * Lines for `ip -batch` that make the links of all namespaces, and set up those of the node's own.
 * What others are built on is set up first: the kernel makes no device with a larger MTU than its
 * parent has, and sets none up whose parent is down.
 */
export function linkLines(node: Node, { makes, sets }: LinkPart = wholeNode): readonly string[] {
  const births = birthsOf(node).filter(makes);
  const own = node.root.devices;
  const inside = births.filter(({ container }) => container !== null);
  const [below = [], ...above] = levels(own);
  const create = (devices: readonly Device[]) =>
    births.filter(({ device }) => devices.includes(device)).flatMap(createLines);
  return [
    ...create(below.filter(({ kind }) => kind !== 'veth')),
    ...below.filter(({ kind }) => kind !== 'veth').flatMap(sets),
    ...vethLines(births),
    ...below.filter(({ kind }) => kind === 'veth').flatMap(sets),
    ...above.flatMap((devices) => [...create(devices), ...devices.flatMap(sets)]),
    ...inside.flatMap(createLines),
    ...inside.flatMap(moveLines),
  ];
}

/** The devices by how many others of them they are built on. */
function levels(devices: readonly Device[]): readonly (readonly Device[])[] {
  const depths = devices.map((device) => depthOf(device, devices));
  return Array.from({ length: Math.max(0, ...depths) + 1 }, (_, depth) =>
    devices.filter((__, index) => depths[index] === depth),
  );
}

/** What is made once there is what their packets leave by. */
const TUNNELS: readonly Device['kind'][] = ['vxlan', 'tun', 'ip-tunnel', 'wireguard'];

function depthOf(device: Device, devices: readonly Device[]): number {
  const below = builtOn(device);
  if (below !== null) return 1 + depthOfNamed(below, devices);
  return TUNNELS.includes(device.kind) ? 1 : 0;
}

/** The device of the node's own namespace that the device goes with: without it there is none. */
export function builtOn(device: Device): string | null {
  switch (device.kind) {
    case 'nic':
    case 'bridge':
    case 'veth':
    case 'tun':
    case 'vrf':
    case 'wireguard':
      return null;
    case 'vlan':
    case 'macvlan':
    case 'ipvlan':
      return device.parent;
    case 'vxlan':
    case 'ip-tunnel':
      return device.dev;
  }
}

function depthOfNamed(name: string, devices: readonly Device[]): number {
  const found = devices.find((device) => device.name === name);
  return found === undefined ? 0 : depthOf(found, devices);
}

/** Nothing for a NIC, which is there, and for a veth device, which comes with its peer. */
function createLines(birth: Birth): readonly string[] {
  const { device } = birth;
  switch (device.kind) {
    case 'nic':
    case 'veth':
      return [];
    case 'bridge':
      return [bridgeLine(device)];
    case 'vlan':
      return [vlanLine(device, birth)];
    case 'vxlan':
      return [vxlanLine(device)];
    case 'tun':
      return [tunLine(device)];
    case 'ip-tunnel':
      return [ipTunnelLine(device)];
    case 'wireguard':
      return [wireguardLine(device)];
    case 'vrf':
      return [vrfLine(device)];
    case 'macvlan':
      return [macvlanLine(device, birth)];
    case 'ipvlan':
      return [ipvlanLine(device, birth)];
  }
}
