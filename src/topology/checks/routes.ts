import type { RawSpec } from '../../scenario/schema/check.ts';
import type { CheckBase } from './parts.ts';
import type { Endpoint } from '../model.ts';
import { endpoints, type Own, type Scope } from './scope.ts';

export interface RoutesCheck extends CheckBase {
  readonly kind: 'routes';
  readonly at: readonly Endpoint[];
  /** Null is the main table. */
  readonly table: number | null;
  readonly mode: 'contains' | 'exactly';
  /** In the words of ip-route(8): `172.16.1.0/24 via 10.0.0.20 dev ens5`. */
  readonly routes: readonly string[];
}

export function resolveRoutes(spec: RawSpec<'routes'>, scope: Scope): Own<RoutesCheck> {
  const lines = spec.exactly ?? spec.contains ?? [];
  return {
    kind: 'routes',
    at: endpoints(spec.at, scope),
    table: spec.table ?? null,
    mode: spec.exactly === undefined ? 'contains' : 'exactly',
    routes: lines.map((line) => line.trim().replaceAll(/\s+/g, ' ')),
  };
}
