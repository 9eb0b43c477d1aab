import type { RawSpec } from '../../scenario/schema/check.ts';
import type { CheckBase } from './parts.ts';
import type { Endpoint } from '../model.ts';
import { place, type Own, type Scope } from './scope.ts';

export interface BridgePortsCheck extends CheckBase {
  readonly kind: 'bridge_ports';
  readonly at: Endpoint;
  readonly bridge: string;
  readonly mode: 'contains' | 'exactly';
  /** Names of devices. */
  readonly ports: readonly string[];
}

export function resolveBridgePorts(
  spec: RawSpec<'bridge_ports'>,
  scope: Scope,
): Own<BridgePortsCheck> {
  return {
    kind: 'bridge_ports',
    at: place(spec.at, scope).endpoint,
    bridge: spec.bridge,
    mode: spec.exactly === undefined ? 'contains' : 'exactly',
    ports: spec.exactly ?? spec.contains ?? [],
  };
}
