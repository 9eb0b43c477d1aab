/** Addresses and routes of a namespace that changes. */
import { isDeepStrictEqual } from 'node:util';
import type { Namespace, Route } from '../../topology/model.ts';
import { addressLines } from '../address.ts';
import { installedRoutes, routeAddLine } from '../route.ts';
import type { Stays } from './device-changes.ts';
import { losesAddress, type SpaceChange } from './space-change.ts';

/**
 * Lines for `ip -batch` that give devices their addresses, then the namespace its routes. The
 * kernel drops routes with a device's address or state, and IPv6 addresses with its state: where
 * that may have been, all of what must be there is said again.
 */
export function layer3Lines({ was, is, made, set, hasLost }: SpaceChange): readonly string[] {
  const old = was === null || hasLost ? [] : installedRoutes(was);
  const routes = installedRoutes(is).filter((route) => !includes(old, route));
  return [
    ...(was === null ? ['link set dev lo up'] : []),
    ...made.flatMap(addressLines),
    ...set.flatMap(addressChangeLines),
    ...routes.map((route) => routeAddLine(route).replace(/^route add/, 'route replace')),
  ];
}

/** Lines that remove what the namespace does not have any more; some may be gone with a device. */
export function lostRouteLines({ was, is }: SpaceChange): readonly string[] {
  const kept = installedRoutes(is);
  return lostRoutes(was, kept).map((route) =>
    routeAddLine(route).replace(/^route add/, 'route del'),
  );
}

function lostRoutes(was: Namespace | null, kept: readonly Route[]): readonly Route[] {
  return was === null ? [] : installedRoutes(was).filter((route) => !includes(kept, route));
}

function addressChangeLines(stays: Stays): readonly string[] {
  const { before, after, bounced } = stays;
  const lines = addressLines(after).map((line) => line.replace(/^addr add/, 'addr replace'));
  if (losesAddress(stays)) return [`addr flush dev ${after.name} scope global`, ...lines];
  return bounced ? lines : lines.slice(before.addresses.length);
}

function includes(routes: readonly Route[], wanted: Route): boolean {
  return routes.some((route) => isDeepStrictEqual(route, wanted));
}
