import type { RawSpec } from '../../scenario/schema/check.ts';
import type { CheckBase, Pair } from './parts.ts';
import { endpointLabel } from '../endpoint-label.ts';
import { pathMtu } from '../path-mtu.ts';
import { fail, pairs, place, type Own, type Scope } from './scope.ts';

export interface MtuCheck extends CheckBase {
  readonly kind: 'mtu';
  /** With the size of the largest packet that must get through, IP header included. */
  readonly pairs: readonly (Pair & { readonly bytes: number })[];
}

export function resolveMtu(spec: RawSpec<'mtu'>, scope: Scope): Own<MtuCheck> {
  return {
    kind: 'mtu',
    pairs: pairs(spec, scope).map((pair) => ({
      ...pair,
      bytes: spec.bytes ?? computed(pair, scope),
    })),
  };
}

function computed({ from, to }: Pair, scope: Scope): number {
  const label = endpointLabel(from);
  const bytes = pathMtu(place(label, scope), to.address, scope.places);
  return (
    bytes ?? fail(`the way from ${label} to ${to.label} cannot be computed: say how many \`bytes\``)
  );
}
