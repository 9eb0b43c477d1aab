/** Under which name and in which namespace a device is made. */
import type { Device, Node } from '../topology/model.ts';
import { ownNamespaces } from '../topology/own-namespaces.ts';

export interface Birth {
  readonly device: Device;
  /** Where it belongs; null is the node's own namespace. */
  readonly container: string | null;
  /** The name that it has in the node's own namespace until it is moved; null when it never is. */
  readonly temporaryName: string | null;
}

/**
 * Every device of a node. The kernel looks for the name of a new device among those of the
 * namespace that asks for it, and not of the one that it is made for. So a device of a container
 * of whose name the node has one too is made in the node under another name.
 */
export function birthsOf(node: Node): readonly Birth[] {
  const taken = new Set(node.root.devices.map(({ name }) => name));
  const temporary = temporaryNames(taken);
  const own = node.root.devices.map((device) => {
    return { device, container: null, temporaryName: null };
  });
  const inside = ownNamespaces(node).flatMap(({ name: container, devices }) =>
    devices.map((device): Birth => {
      const temporaryName = taken.has(device.name) ? temporary() : null;
      return { device, container, temporaryName };
    }),
  );
  return [...own, ...inside];
}

/** Words of `ip link add` that say where a device is made, and how it is called there. */
export function createdIn({ device, container, temporaryName }: Birth): string {
  if (temporaryName !== null) return `name ${temporaryName}`;
  return container === null ? `name ${device.name}` : `name ${device.name} netns ${container}`;
}

/** Lines for `ip -batch`, in the node, that bring what was made there to where it belongs. */
export function moveLines({ device, container, temporaryName }: Birth): readonly string[] {
  if (temporaryName === null || container === null) return [];
  return [`link set dev ${temporaryName} netns ${container} name ${device.name}`];
}

function temporaryNames(taken: ReadonlySet<string>): () => string {
  let number = 0;
  return () => {
    do number += 1;
    while (taken.has(`wirelab${number}`));
    return `wirelab${number}`;
  };
}
