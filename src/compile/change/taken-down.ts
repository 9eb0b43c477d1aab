import type { Device, Namespace, Node } from '../../topology/model.ts';
import { builtOn } from '../links.ts';

/** A device's place; `container` is null for the node's own namespace. */
interface DevicePlace {
  readonly container: string | null;
  readonly device: string;
}

/** The node while one of its devices is down: the kernel takes the VLANs on it down with it. */
export function takenDown(node: Node, { container, device: name }: DevicePlace): Node {
  const isDown = (device: Device, inside: string | null): boolean =>
    (inside === container && device.name === name) ||
    (device.kind === 'vlan' && container === null && builtOn(device) === name);
  const down = <N extends Namespace>(namespace: N, inside: string | null): N => ({
    ...namespace,
    devices: namespace.devices.map((device) =>
      isDown(device, inside) ? { ...device, up: false } : device,
    ),
  });
  return {
    ...node,
    root: down(node.root, null),
    containers: node.containers.map((each) => down(each, each.name)),
  };
}
