import type { RawSpec } from '../../scenario/schema/check.ts';
import { canonicalAddress } from '../addressing.ts';
import type { CheckBase } from './parts.ts';
import type { Endpoint } from '../model.ts';
import { macsFor, macsOfOwners, type MacsOf } from './macs.ts';
import { place, type Own, type Scope } from './scope.ts';

/** A neighbour entry that must be there. */
export interface ExpectedNeighbour {
  readonly address: string;
  /** Null is any device. */
  readonly dev: string | null;
  /** Null where neither the check nor the topology says which MAC address it must have. */
  readonly mac: MacsOf | null;
}

export interface NeighboursCheck extends CheckBase {
  readonly kind: 'neighbours';
  readonly at: Endpoint;
  readonly present: readonly ExpectedNeighbour[];
  /** Addresses without an entry that could be used. */
  readonly absent: readonly string[];
  /** Whose table must differ; null asks for nothing. */
  readonly differentFrom: Endpoint | null;
}

export function resolveNeighbours(spec: RawSpec<'neighbours'>, scope: Scope): Own<NeighboursCheck> {
  const { different_from: other } = spec;
  return {
    kind: 'neighbours',
    at: place(spec.at, scope).endpoint,
    present: (spec.present ?? []).map((entry) => ({
      address: canonicalAddress(entry.address),
      dev: entry.dev ?? null,
      mac: macOf(entry, scope),
    })),
    absent: (spec.absent ?? []).map(canonicalAddress),
    differentFrom: other === undefined ? null : place(other, scope).endpoint,
  };
}

type RawPresent = NonNullable<RawSpec<'neighbours'>['present']>[number];

function macOf({ address, of, mac }: RawPresent, scope: Scope): MacsOf | null {
  if (mac !== undefined) return { label: mac, macs: [mac.toLowerCase()] };
  const wanted = canonicalAddress(address);
  if (of !== undefined) {
    return { label: of, macs: macsFor(place(of, scope).namespace, wanted) };
  }
  const macs = macsOfOwners(scope.places, wanted);
  return macs.length === 0 ? null : { label: `whoever has ${address}`, macs };
}
