import type { RawSpec } from '../../scenario/schema/check.ts';
import { canonicalAddress, familyOf } from '../addressing.ts';
import type { CheckBase, Pair } from './parts.ts';
import type { Endpoint } from '../model.ts';
import { fail, pairs, place, type Own, type Scope } from './scope.ts';

export interface SourceSeenCheck extends CheckBase {
  readonly kind: 'source_seen';
  readonly pairs: readonly Pair[];
  /** TCP port to connect to; null sends a ping. */
  readonly port: number | null;
  /** Where the packets are looked at. */
  readonly at: Endpoint;
  readonly address: string;
}

export function resolveSourceSeen(
  spec: RawSpec<'source_seen'>,
  scope: Scope,
): Own<SourceSeenCheck> {
  const address = canonicalAddress(spec.address);
  const found = pairs(spec, scope).filter(({ to }) => to.family === familyOf(address));
  if (found.length === 0) {
    fail(`no target has an address of the family of ${spec.address}`, spec.address);
  }
  const at = spec.at === undefined ? found[0]?.to.endpoint : place(spec.at, scope).endpoint;
  if (at == null) {
    return fail(`nobody in the lab has the address ${spec.to}: say \`at\` where to look`, spec.to);
  }
  return { kind: 'source_seen', pairs: found, port: spec.port ?? null, at, address };
}
