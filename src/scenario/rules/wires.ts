import type { Lab, LabDevice } from './lab.ts';

/** Tells which devices hear each other's broadcasts, by a name for each such set. */
export type Wires = (device: LabDevice) => string;

function key(node: string, container: string | null, name: string): string {
  return `device ${node} ${container ?? ''} ${name}`;
}

function ownKey({ node, container, name, type }: LabDevice): string {
  return key(node, type.kind === 'veth-on-node' ? null : container, name);
}

function pair(local: unknown, remote: unknown): string {
  return [JSON.stringify(local), JSON.stringify(remote)].toSorted().join(' ');
}

/** What a device is joined to on layer 2. */
function neighbours({ node, container, type }: LabDevice): readonly string[] {
  const toBridge = (bridge: string | null | undefined): readonly string[] =>
    bridge === null || bridge === undefined ? [] : [key(node, null, bridge)];
  switch (type.kind) {
    case 'interface':
      return [`segment ${type.spec.segment}`, ...toBridge(type.spec.bridge)];
    case 'vxlan': {
      const { vni, local, remote, bridge } = type.spec;
      return [`vxlan ${vni} ${pair(local, remote)}`, ...toBridge(bridge)];
    }
    case 'tun':
      return [`tun ${pair(type.spec.local, type.spec.remote)}`];
    case 'veth-on-node':
    case 'veth-in-container':
      return [`veth ${node} ${container ?? ''}`, ...toBridge(type.bridge)];
    case 'macvlan':
      return [key(node, null, type.parent)];
    case 'bridge':
      return [];
  }
}

export function findWires(lab: Lab): Wires {
  const parents = new Map<string, string>();
  const root = (name: string): string => {
    const parent = parents.get(name);
    return parent === undefined ? name : root(parent);
  };
  for (const device of lab.namespaces.flatMap(({ devices }) => devices)) {
    for (const neighbour of neighbours(device)) {
      const [a, b] = [root(ownKey(device)), root(neighbour)];
      if (a !== b) parents.set(a, b);
    }
  }
  return (device) => root(ownKey(device));
}
