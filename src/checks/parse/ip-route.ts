/** Routes of a table, as `ip -j route show` prints them. */
import { z } from 'zod';
import { destinationOf } from '../../topology/addressing.ts';
import type { Family } from '../../topology/prefix.ts';
import type { RouteWords } from '../../topology/route-line.ts';

/** A route of the kernel; one with several next hops is listed once for each of them. */
export interface KernelRoute extends RouteWords {
  /** `unicast`, or what is done with the packets instead: `unreachable`, `blackhole`, … */
  readonly type: string;
  readonly protocol: string | null;
  readonly scope: string | null;
}

const hop = z.object({
  gateway: z.string().optional(),
  via: z.object({ host: z.string() }).optional(),
  dev: z.string().optional(),
});

const table = z.array(
  hop.extend({
    type: z.string().optional(),
    dst: z.string(),
    prefsrc: z.string().optional(),
    metric: z.number().optional(),
    protocol: z.string().optional(),
    scope: z.string().optional(),
    nexthops: z.array(hop).optional(),
  }),
);

/** @throws Error when the text is not such a list. */
export function parseIpRoutes(json: string, family: Family): readonly KernelRoute[] {
  const routes = table.parse(JSON.parse(json));
  return routes.flatMap((route) =>
    (route.nexthops ?? [route]).map(({ gateway, via, dev }): KernelRoute => ({
      type: route.type ?? 'unicast',
      to: destinationOf(route.dst, family),
      via: gateway ?? via?.host ?? null,
      dev: dev ?? null,
      src: route.prefsrc ?? null,
      metric: route.metric ?? null,
      protocol: route.protocol ?? null,
      scope: route.scope ?? null,
    })),
  );
}
