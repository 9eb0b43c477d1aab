import type { Check, Checks } from '../../topology/checks.ts';
import { bgp } from './bgp.ts';
import { bridgePorts } from './bridge-ports.ts';
import { capture } from './capture.ts';
import type { Case, CheckKind, Turn } from '../check.ts';
import { command } from './command.ts';
import { compare } from './compare.ts';
import { counters } from './counters.ts';
import { fdb } from './fdb.ts';
import { latency } from './latency.ts';
import { links } from './links.ts';
import { mtu } from './mtu.ts';
import { neighbours } from './neighbours.ts';
import { http } from './http.ts';
import { noReach } from './no-reach.ts';
import { outage } from './outage.ts';
import { path } from './path.ts';
import { reach } from './reach.ts';
import { routes } from './routes.ts';
import { sourceSeen } from './source-seen.ts';
import { tcp } from './tcp.ts';
import { throughput } from './throughput.ts';

export interface ExpandedCheck {
  readonly check: Check;
  readonly turn: Turn;
  readonly cases: readonly Case[];
}

/** In alphabetical order. */
const kinds: { readonly [K in keyof Checks]: CheckKind<Checks[K]> } = {
  bgp,
  bridge_ports: bridgePorts,
  capture,
  command,
  compare,
  counters,
  fdb,
  http,
  latency,
  links,
  mtu,
  neighbours,
  no_reach: noReach,
  outage,
  path,
  reach,
  routes,
  source_seen: sourceSeen,
  tcp,
  throughput,
};

/** A check's cases, by its kind. @throws UsageError */
export function expandCheck(check: Check): ExpandedCheck {
  // The kind that the table has for a check takes checks of that kind.
  const kind: CheckKind<Check> = kinds[check.kind];
  return { check, turn: kind.turnOf?.(check) ?? kind.turn, cases: kind.expand(check) };
}
