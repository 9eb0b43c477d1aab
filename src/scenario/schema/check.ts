import { z } from 'zod';
import { commandSchema } from './check-command.ts';
import { noReachSchema } from './check-no-reach.ts';
import { reachSchema } from './check-reach.ts';
import { routesSchema } from './check-routes.ts';
import { throughputSchema } from './check-throughput.ts';
import type { DeepReadonly } from './readonly.ts';

export type RawReach = DeepReadonly<z.infer<typeof reachSchema>>;
export type RawNoReach = DeepReadonly<z.infer<typeof noReachSchema>>;
export type RawRoutes = DeepReadonly<z.infer<typeof routesSchema>>;
export type RawThroughput = DeepReadonly<z.infer<typeof throughputSchema>>;
export type RawCommand = DeepReadonly<z.infer<typeof commandSchema>>;

/** A check under its kind, which is also its key in the file. */
export type RawCheck =
  | { readonly kind: 'reach'; readonly spec: RawReach }
  | { readonly kind: 'no_reach'; readonly spec: RawNoReach }
  | { readonly kind: 'routes'; readonly spec: RawRoutes }
  | { readonly kind: 'throughput'; readonly spec: RawThroughput }
  | { readonly kind: 'command'; readonly spec: RawCommand };

const expectation = 'expected one kind of check: reach, no_reach, routes, throughput, command';

function found(check: unknown): string {
  const kinds = Object.keys(check ?? {});
  return kinds.length === 0 ? 'none' : kinds.join(' and ');
}

export const checkSchema = z
  .strictObject({
    reach: reachSchema.optional(),
    no_reach: noReachSchema.optional(),
    routes: routesSchema.optional(),
    throughput: throughputSchema.optional(),
    command: commandSchema.optional(),
  })
  .refine((check) => Object.keys(check).length === 1, {
    error: ({ input }) => `${expectation}, found ${found(input)}`,
  })
  .meta({ description: 'One expectation, under its kind.', minProperties: 1, maxProperties: 1 })
  .transform((check, context): RawCheck => {
    if (check.reach !== undefined) return { kind: 'reach', spec: check.reach };
    if (check.no_reach !== undefined) return { kind: 'no_reach', spec: check.no_reach };
    if (check.routes !== undefined) return { kind: 'routes', spec: check.routes };
    if (check.throughput !== undefined) return { kind: 'throughput', spec: check.throughput };
    if (check.command !== undefined) return { kind: 'command', spec: check.command };
    context.addIssue({ code: 'custom', message: expectation });
    return z.NEVER;
  });
