import { formatPrefix } from '../scenario/parse/prefix.ts';
import { isHost } from './addressing.ts';
import type { Prefix } from './prefix.ts';

/** What a route says, whoever says it: the scenario, the compiler or the kernel. */
export interface RouteWords {
  readonly to: Prefix;
  readonly via: string | null;
  readonly dev: string | null;
  readonly src: string | null;
  readonly metric: number | null;
}

/** `default`, a bare address for a single host, or a network, as ip-route(8) prints them. */
function formatDestination(to: Prefix): string {
  if (to.length === 0) return 'default';
  return isHost(to) ? to.address : formatPrefix(to);
}

/** One route as a line, in the order of ip-route(8): `172.16.1.0/24 via 10.0.0.20 dev ens5`. */
export function routeLine(route: RouteWords): string {
  return [
    formatDestination(route.to),
    route.via === null ? '' : `via ${route.via}`,
    route.dev === null ? '' : `dev ${route.dev}`,
    route.src === null ? '' : `src ${route.src}`,
    route.metric === null ? '' : `metric ${route.metric}`,
  ]
    .filter((word) => word !== '')
    .join(' ');
}
