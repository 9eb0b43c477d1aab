import type { RawSpec } from '../../scenario/schema/check.ts';
import type { CheckBase } from './parts.ts';
import type { Endpoint } from '../model.ts';
import { endpoints, type Own, type Scope } from './scope.ts';

export interface LinksCheck extends CheckBase {
  readonly kind: 'links';
  readonly at: readonly Endpoint[];
  readonly mode: 'contains' | 'exactly';
  /** Names of devices. */
  readonly links: readonly string[];
}

export function resolveLinks(spec: RawSpec<'links'>, scope: Scope): Own<LinksCheck> {
  return {
    kind: 'links',
    at: endpoints(spec.at, scope),
    mode: spec.exactly === undefined ? 'contains' : 'exactly',
    links: spec.exactly ?? spec.contains ?? [],
  };
}
