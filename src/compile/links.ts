import type { Device, Node } from '../topology/model.ts';
import { bridgeLine } from './bridge.ts';
import { linkSetLine } from './link.ts';
import { macvlanLine } from './macvlan.ts';
import { tunLine } from './tun.ts';
import { vethLines } from './veth.ts';
import { vxlanLine } from './vxlan.ts';

/**
 * Lines for `ip -batch` that make the links of all namespaces, and set up those of the node's own.
 * What others are built on is set up first: the kernel makes no macvlan device with a larger MTU
 * than its parent has.
 */
export function linkLines(node: Node): readonly string[] {
  const own = node.root.devices;
  const below = own.filter(({ kind }) => kind === 'nic' || kind === 'bridge');
  const above = own.filter((device) => !below.includes(device));
  return [
    ...below.flatMap((device) => createLines(device, null)),
    ...below.map(linkSetLine),
    ...vethLines(node),
    ...above.flatMap((device) => createLines(device, null)),
    ...node.containers.flatMap(({ name, devices }) =>
      devices.flatMap((device) => createLines(device, name)),
    ),
    ...above.map(linkSetLine),
  ];
}

/** Nothing for a NIC, which is there, and for a veth device, which comes with its peer. */
function createLines(device: Device, container: string | null): readonly string[] {
  switch (device.kind) {
    case 'nic':
    case 'veth':
      return [];
    case 'bridge':
      return [bridgeLine(device)];
    case 'vxlan':
      return [vxlanLine(device)];
    case 'tun':
      return [tunLine(device)];
    case 'macvlan':
      return [macvlanLine(device, container)];
  }
}
