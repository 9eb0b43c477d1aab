import { parseAddress } from '../../scenario/parse/address.ts';
import type { RawSpec } from '../../scenario/schema/check.ts';
import type { CheckBase, Flow } from './parts.ts';
import { flow, place, type Own, type Scope } from './scope.ts';

/** Who must answer at one hop. */
export interface ExpectedHop {
  /** As the scenario says it. */
  readonly label: string;
  /** Any of them will do; null is anybody, or nobody. */
  readonly addresses: readonly string[] | null;
}

export interface PathCheck extends CheckBase {
  readonly kind: 'path';
  readonly flow: Flow;
  /** The target's own answer is the last. */
  readonly hops: readonly ExpectedHop[];
}

export function resolvePath(spec: RawSpec<'path'>, scope: Scope): Own<PathCheck> {
  return {
    kind: 'path',
    flow: flow(spec, scope),
    hops: spec.hops.map((label) => ({ label, addresses: addressesOf(label, scope) })),
  };
}

function addressesOf(label: string, scope: Scope): readonly string[] | null {
  if (label === '*') return null;
  const literal = parseAddress(label);
  if (literal !== null) return [literal.address];
  const { devices } = place(label, scope).namespace;
  return devices.flatMap(({ addresses }) => addresses.map(({ address }) => address));
}
