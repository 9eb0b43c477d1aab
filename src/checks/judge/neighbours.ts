import { MGMT_DEVICES } from '../../topology/kernel-devices.ts';
import type { ExpectedNeighbour } from '../../topology/checks/neighbours.ts';
import type { Neighbour } from '../parse/ip-neigh.ts';

/** The table without what is wirelab's own. */
export function countedNeighbours(table: readonly Neighbour[]): readonly Neighbour[] {
  return table.filter(({ dev }) => !MGMT_DEVICES.includes(dev));
}

/** `172.16.0.3 dev veth11 lladdr 02:00:00:00:02:03 STALE`. */
export function neighbourLine({ address, dev, mac, states }: Neighbour): string {
  return [address, 'dev', dev, ...(mac === null ? [] : ['lladdr', mac]), ...states].join(' ');
}

/** Why an entry that must be there is not; null when it is. */
export function presenceObjection(
  wanted: ExpectedNeighbour,
  table: readonly Neighbour[],
): string | null {
  const found = table.filter(
    ({ address, dev }) => address === wanted.address && (wanted.dev ?? dev) === dev,
  );
  const usable = found.filter((entry) => entry.usable);
  const on = wanted.dev === null ? '' : ` on ${wanted.dev}`;
  const [entry] = usable;
  if (entry === undefined) {
    const [unusable] = found;
    return unusable === undefined
      ? `no entry for ${wanted.address}${on}`
      : `nobody has answered for ${wanted.address}${on} (${unusable.states.join(', ')})`;
  }
  const { mac } = wanted;
  if (mac === null || usable.some((each) => mac.macs.includes(each.mac ?? ''))) return null;
  return `${wanted.address} is at ${entry.mac ?? 'no MAC address'}, not at that of ${mac.label} (${mac.macs.join(', ') || 'which has none'})`;
}

/** Why an address that no usable entry may be for has one; null when it has none. */
export function absenceObjection(address: string, table: readonly Neighbour[]): string | null {
  const entry = table.find((each) => each.address === address && each.usable);
  return entry === undefined ? null : `there is ${neighbourLine(entry)}`;
}

/** Why two tables are not different; null when they are. Entries that nobody can use do not count. */
export function sameTableObjection(
  own: readonly Neighbour[],
  other: readonly Neighbour[],
): string | null {
  const lines = (table: readonly Neighbour[]) =>
    table
      .filter(({ usable }) => usable)
      .map(({ address, mac }) => `${address} ${mac ?? ''}`)
      .sort();
  const [ownLines, otherLines] = [lines(own), lines(other)];
  if (ownLines.join('\n') !== otherLines.join('\n')) return null;
  return ownLines.length === 0 ? 'both tables are empty' : `both have ${ownLines.join(', ')}`;
}
