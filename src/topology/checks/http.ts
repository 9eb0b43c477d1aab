import type { RawSpec } from '../../scenario/schema/check.ts';
import * as defaults from '../../scenario/schema/defaults.ts';
import type { CheckBase, Pair } from './parts.ts';
import { pairs, type Own, type Scope } from './scope.ts';

export interface HttpCheck extends CheckBase {
  readonly kind: 'http';
  readonly pairs: readonly Pair[];
  readonly port: number;
  readonly path: string;
  readonly status: number;
  /** Exact body, trailing newlines apart; null asks for nothing. */
  readonly body: string | null;
  /** Text that the body must contain; null asks for nothing. */
  readonly bodyContains: string | null;
}

export function resolveHttp(spec: RawSpec<'http'>, scope: Scope): Own<HttpCheck> {
  return {
    kind: 'http',
    pairs: pairs(spec, scope),
    port: spec.port ?? defaults.HTTP_PORT,
    path: spec.path ?? defaults.HTTP_PATH,
    status: spec.status ?? defaults.HTTP_STATUS,
    body: spec.body ?? null,
    bodyContains: spec.body_contains ?? null,
  };
}
