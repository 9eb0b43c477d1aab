/** The shortest ways from one node to the others. */
import { contains } from '../parse/prefix.ts';
import type { LabDevice, LabNamespace } from '../rules/lab.ts';
import { isFrameless } from '../devices/frameless.ts';
import { saysForwarding } from './forwarding.ts';
import type { Wire } from './wire-list.ts';

type Family = 4 | 6;

/** How packets leave for somebody who is some wires away. */
interface NextHop {
  /** Null where the device needs no next hop. */
  readonly via: string | null;
  readonly dev: string;
}

export interface Way {
  readonly to: LabNamespace;
  readonly hop: NextHop;
}

/** Where ways are looked for. */
export interface Net {
  /** The nodes' own namespaces. */
  readonly roots: readonly LabNamespace[];
  /** Those that packets may take, the ones to prefer first. */
  readonly wires: readonly Wire[];
  readonly family: Family;
}

/** How a device on the wire reaches another's; null when they share no network. */
function hopBetween(from: LabDevice, to: LabDevice, family: Family): NextHop | null {
  const ofFamily = ({ addresses }: LabDevice) =>
    addresses.map(({ prefix }) => prefix).filter((prefix) => prefix.family === family);
  const [own, theirs] = [ofFamily(from), ofFamily(to)];
  const shared = theirs.find((prefix) => own.some((mine) => contains(mine, prefix)));
  if (shared !== undefined) return { via: shared.address, dev: from.name };
  const needsNone = isFrameless(from.type) && isFrameless(to.type);
  return needsNone ? { via: null, dev: from.name } : null;
}

function neighbours({ roots, wires, family }: Net, from: LabNamespace): readonly Way[] {
  return wires.flatMap(({ devices }) => {
    const own = devices.filter((device) => from.devices.includes(device));
    return roots
      .filter((root) => root !== from)
      .flatMap((to): readonly Way[] => {
        const theirs = devices.filter((device) => to.devices.includes(device));
        const hop = own
          .flatMap((device) => theirs.map((other) => hopBetween(device, other, family)))
          .find((one) => one !== null);
        return hop == null ? [] : [{ to, hop }];
      });
  });
}

/** Everybody that `from` reaches through nodes that forward, the nearest first. */
export function waysFrom(net: Net, from: LabNamespace): readonly Way[] {
  const found: Way[] = [];
  let edge: readonly Way[] = neighbours(net, from);
  const isNew = ({ to }: Way): boolean => to !== from && !found.some((way) => way.to === to);
  while (edge.length > 0) {
    const reached: Way[] = [];
    for (const way of edge) {
      if (!isNew(way)) continue;
      found.push(way);
      reached.push(way);
    }
    edge = reached
      .filter(({ to }) => saysForwarding(to, net.family) === true)
      .flatMap(({ to, hop }) => neighbours(net, to).map((next) => ({ to: next.to, hop })));
  }
  return found;
}
