import type { CheckKindName, RawCheck, RawSpec } from '../scenario/schema/check.ts';
import * as defaults from '../scenario/schema/defaults.ts';
import type { Check, Checks } from './checks.ts';
import { resolveBgp } from './checks/bgp.ts';
import { resolveBridgePorts } from './checks/bridge-ports.ts';
import { resolveCapture } from './checks/capture.ts';
import { resolveCommand } from './checks/command.ts';
import { resolveCompare } from './checks/compare.ts';
import { resolveCounters } from './checks/counters.ts';
import { resolveFdb } from './checks/fdb.ts';
import { resolveLatency } from './checks/latency.ts';
import { resolveLinks } from './checks/links.ts';
import { resolveMtu } from './checks/mtu.ts';
import { resolveNeighbours } from './checks/neighbours.ts';
import { resolveHttp } from './checks/http.ts';
import { resolveNoReach } from './checks/no-reach.ts';
import { resolveOutage } from './checks/outage.ts';
import { resolvePath } from './checks/path.ts';
import { resolveReach } from './checks/reach.ts';
import { resolveRoutes } from './checks/routes.ts';
import { durationMs, type CheckContext, type Own, type Scope } from './checks/scope.ts';
import { resolveSourceSeen } from './checks/source-seen.ts';
import { resolveTcp } from './checks/tcp.ts';
import { resolveThroughput } from './checks/throughput.ts';
import { placesOf } from './places.ts';

/** In alphabetical order. */
const resolvers: { readonly [K in CheckKindName]: Resolver<K> } = {
  bgp: resolveBgp,
  bridge_ports: resolveBridgePorts,
  capture: resolveCapture,
  command: resolveCommand,
  compare: resolveCompare,
  counters: resolveCounters,
  fdb: resolveFdb,
  http: resolveHttp,
  latency: resolveLatency,
  links: resolveLinks,
  mtu: resolveMtu,
  neighbours: resolveNeighbours,
  no_reach: resolveNoReach,
  outage: resolveOutage,
  path: resolvePath,
  reach: resolveReach,
  routes: resolveRoutes,
  source_seen: resolveSourceSeen,
  tcp: resolveTcp,
  throughput: resolveThroughput,
};

type Resolver<K extends CheckKindName> = (spec: RawSpec<K>, scope: Scope) => Own<Checks[K]>;

/** @throws UsageError when the ends of a check cannot be probed. */
export function resolveCheck<K extends CheckKindName>(
  { kind, spec }: RawCheck<K>,
  context: CheckContext,
): Check {
  const scope = { ...context, places: placesOf(context.nodes) };
  const own: Own<Check> = resolvers[kind](spec, scope);
  const base = {
    number: context.number,
    title: spec.title ?? null,
    where: context.where,
    withinMs: durationMs(spec.within ?? defaults.WITHIN),
  };
  // The parts are those of one kind; TypeScript does not follow that through the spread.
  return { ...base, ...own } as Check;
}
