import { z } from 'zod';
import { bgpSchema } from './check-bgp.ts';
import { bridgePortsSchema } from './check-bridge-ports.ts';
import { captureSchema } from './check-capture.ts';
import { commandSchema } from './check-command.ts';
import { compareSchema } from './check-compare.ts';
import { countersSchema } from './check-counters.ts';
import { fdbSchema } from './check-fdb.ts';
import { latencySchema } from './check-latency.ts';
import { linksSchema } from './check-links.ts';
import { mtuSchema } from './check-mtu.ts';
import { neighboursSchema } from './check-neighbours.ts';
import { httpSchema } from './check-http.ts';
import { noReachSchema } from './check-no-reach.ts';
import { outageSchema } from './check-outage.ts';
import { pathSchema } from './check-path.ts';
import { reachSchema } from './check-reach.ts';
import { routesSchema } from './check-routes.ts';
import { sourceSeenSchema } from './check-source-seen.ts';
import { tcpSchema } from './check-tcp.ts';
import { throughputSchema } from './check-throughput.ts';
import type { DeepReadonly } from './readonly.ts';

/** What people write for each kind of check, under the kind's key. In alphabetical order. */
export const checkKinds = {
  bgp: bgpSchema,
  bridge_ports: bridgePortsSchema,
  capture: captureSchema,
  command: commandSchema,
  compare: compareSchema,
  counters: countersSchema,
  fdb: fdbSchema,
  http: httpSchema,
  latency: latencySchema,
  links: linksSchema,
  mtu: mtuSchema,
  neighbours: neighboursSchema,
  no_reach: noReachSchema,
  outage: outageSchema,
  path: pathSchema,
  reach: reachSchema,
  routes: routesSchema,
  source_seen: sourceSeenSchema,
  tcp: tcpSchema,
  throughput: throughputSchema,
};

export type CheckKindName = keyof typeof checkKinds;

/** What a kind of check says, as written. */
export type RawSpec<K extends CheckKindName> = DeepReadonly<z.infer<(typeof checkKinds)[K]>>;

/** A check under its kind, which is also its key in the file. */
export type RawCheck<Of extends CheckKindName = CheckKindName> = {
  [K in Of]: { readonly kind: K; readonly spec: RawSpec<K> };
}[Of];

const expectation = `expected one kind of check: ${Object.keys(checkKinds).join(', ')}`;

function found(check: unknown): string {
  const kinds = Object.keys(check ?? {});
  return kinds.length === 0 ? 'none' : kinds.join(' and ');
}

export const checkSchema = z
  .strictObject(checkKinds)
  .partial()
  .refine((check) => Object.keys(check).length === 1, {
    error: ({ input }) => `${expectation}, found ${found(input)}`,
  })
  .meta({ description: 'One expectation, under its kind.', minProperties: 1, maxProperties: 1 })
  .transform((check, context): RawCheck => {
    const [entry] = Object.entries(check);
    if (entry !== undefined) return { kind: entry[0], spec: entry[1] } as RawCheck;
    context.addIssue({ code: 'custom', message: expectation });
    return z.NEVER;
  });
