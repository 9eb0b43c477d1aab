import { isDeepStrictEqual } from 'node:util';
import type { Device, Namespace, Node } from '../../topology/model.ts';
import { ownNamespaces } from '../../topology/own-namespaces.ts';
import type { DeviceChanges, Stays } from './device-changes.ts';

/** A namespace that is there after a change, and what the change does to its devices. */
export interface SpaceChange {
  /** Null is the node's own. */
  readonly container: string | null;
  /** As it was; null for one that is new. */
  readonly was: Namespace | null;
  readonly is: Namespace;
  readonly made: readonly Device[];
  readonly set: readonly Stays[];
  /** Whether the kernel may have dropped routes and the like, with devices that went or went down. */
  readonly hasLost: boolean;
}

/**
 * Whether addresses must be given anew. The first address of a network is the one that packets
 * leave with, and takes the others with it when it goes: only what is added behind the others can
 * be added alone.
 */
export function losesAddress({ before, after }: Stays): boolean {
  const kept = after.addresses.slice(0, before.addresses.length);
  return !isDeepStrictEqual(kept, before.addresses);
}

/** The node's own namespace, then those of its containers. */
export function spaceChanges(
  before: Node,
  after: Node,
  devices: DeviceChanges,
  mayLack = false,
): readonly [SpaceChange, ...SpaceChange[]] {
  const old = ownNamespaces(before);
  const change = (container: string | null, was: Namespace | null, is: Namespace): SpaceChange => {
    const inside = (placed: { readonly container: string | null }) =>
      placed.container === container;
    const made = devices.made.filter(inside).map(({ device }) => device);
    const set = devices.set.filter(inside);
    const hasLost =
      mayLack ||
      devices.gone.some(inside) ||
      set.some((stays) => stays.bounced || losesAddress(stays));
    return { container, was, is, made, set, hasLost };
  };
  return [
    change(null, before.root, after.root),
    ...ownNamespaces(after).map((is) =>
      change(is.name, old.find(({ name }) => name === is.name) ?? null, is),
    ),
  ];
}
