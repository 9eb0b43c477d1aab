import { destinationOf } from '../topology/addressing.ts';
import type { RouteFact } from './fact.ts';
import type { RouteJson } from './ip-json.ts';
import { defaultMetric } from './route.ts';

/** Metric of the routes that the kernel adds for addresses (IP6_RT_PRIO_ADDRCONF for IPv6). */
const ADDRCONF_METRIC = 256;

/** The facts of a route: one a next hop. Flags that come and go, such as `linkdown`, are no facts. */
export function parseRoute(json: RouteJson): readonly RouteFact[] {
  const { type, table, prefsrc, metric, pref } = json;
  const to = destinationOf(json.dst, pref === undefined ? 4 : 6);
  const usual = json.protocol === 'kernel' && to.family === 6 ? ADDRCONF_METRIC : defaultMetric(to);
  return (json.nexthops ?? [json]).map((hop) => ({
    kind: 'route',
    type,
    table,
    to,
    via: hop.gateway ?? hop.via?.host ?? null,
    dev: hop.dev ?? null,
    src: prefsrc ?? null,
    metric: metric === undefined || metric === usual ? null : metric,
    onlink: hop.flags?.includes('onlink') ?? false,
  }));
}
