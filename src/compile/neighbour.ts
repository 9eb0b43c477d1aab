import type { Namespace, Neighbour } from '../topology/model.ts';
import type { NeighbourFact } from './fact.ts';

/** Those on devices that are up: going down flushes the table of a device. */
export function installedNeighbours({ devices, neighbours }: Namespace): readonly Neighbour[] {
  const up = new Set(devices.filter((device) => device.up).map(({ name }) => name));
  return neighbours.filter(({ dev }) => up.has(dev));
}

/** Line for `ip -batch` that adds a permanent neighbour, or makes one that was found permanent. */
export function neighbourLine({ address, mac, dev }: Neighbour): string {
  return `neigh replace ${address} lladdr ${mac} dev ${dev} nud permanent`;
}

export function neighbourFact({ address, mac, dev }: Neighbour): NeighbourFact {
  return { kind: 'neighbour', address, mac, dev };
}
