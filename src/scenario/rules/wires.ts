import type { Lab, LabDevice } from './lab.ts';

/** Tells which devices hear each other's broadcasts, by a name for each such set. */
export type Wires = (device: LabDevice) => string;

/** Names of what is joined, which only has to differ where the things do. */
type Name = string;

function key(node: string, container: string | null, name: string): Name {
  return `device ${node} ${container ?? ''} ${name}`;
}

function ownKey({ node, container, name }: LabDevice): Name {
  return key(node, container, name);
}

function pair(local: unknown, remote: unknown): string {
  return [JSON.stringify(local), JSON.stringify(remote)].toSorted().join(' ');
}

/** What a device is joined to on layer 2; `root` gives the name of a whole wire. */
function neighbours(device: LabDevice, root: (name: Name) => Name): readonly Name[] {
  const { node, type, settings } = device;
  const { bridge } = settings;
  const toBridge = bridge === undefined ? [] : [key(node, null, bridge)];
  switch (type.kind) {
    case 'interface':
      return [`segment ${type.spec.segment}`, ...toBridge];
    case 'vxlan': {
      const { vni, local, remote } = type.spec;
      return [`vxlan ${vni} ${pair(local, remote)}`, ...toBridge];
    }
    case 'tun':
      return [`tun ${pair(type.spec.local, type.spec.remote)}`];
    case 'veth':
      return [key(node, type.peer.container, type.peer.name), ...toBridge];
    case 'vlan':
      return [`vlan ${type.id} on ${root(key(node, null, type.parent))}`, ...toBridge];
    case 'macvlan':
      return [key(node, null, type.parent), ...toBridge];
    case 'bridge':
      return [];
  }
}

export function findWires(lab: Lab): Wires {
  const parents = new Map<Name, Name>();
  const root = (name: Name): Name => {
    const parent = parents.get(name);
    return parent === undefined ? name : root(parent);
  };
  const devices = lab.namespaces.flatMap((namespace) => namespace.devices);
  const join = (device: LabDevice, neighbour: Name): void => {
    const [a, b] = [root(ownKey(device)), root(neighbour)];
    if (a !== b) parents.set(a, b);
  };
  // Wires that turn out to be one make one of the VLANs on them, a level of them each time.
  const levels = devices.filter(({ type }) => type.kind === 'vlan').length;
  for (let round = 0; round <= levels; round += 1) {
    for (const device of devices) {
      for (const neighbour of neighbours(device, root)) join(device, neighbour);
    }
  }
  return (device) => root(ownKey(device));
}
