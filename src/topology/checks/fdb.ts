import type { RawSpec } from '../../scenario/schema/check.ts';
import { canonicalAddress } from '../addressing.ts';
import type { CheckBase } from './parts.ts';
import type { Endpoint } from '../model.ts';
import { macsFor, type MacsOf } from './macs.ts';
import { place, type Own, type Scope } from './scope.ts';

/** A forwarding entry as a check means it. */
export interface ExpectedFdbEntry {
  readonly mac: MacsOf;
  /** Remote VTEP; null is any, or none. */
  readonly dst: string | null;
}

export interface FdbCheck extends CheckBase {
  readonly kind: 'fdb';
  readonly at: Endpoint;
  /** The device that the entries are for. */
  readonly device: string;
  readonly present: readonly ExpectedFdbEntry[];
  readonly absent: readonly ExpectedFdbEntry[];
}

export function resolveFdb(spec: RawSpec<'fdb'>, scope: Scope): Own<FdbCheck> {
  const entries = (list: RawSpec<'fdb'>['present'] = []) =>
    list.map(({ of, mac, dst }): ExpectedFdbEntry => ({
      mac:
        of === undefined
          ? { label: mac ?? '', macs: mac === undefined ? [] : [mac.toLowerCase()] }
          : { label: of, macs: macsFor(place(of, scope).namespace, null) },
      dst: dst === undefined ? null : canonicalAddress(dst),
    }));
  return {
    kind: 'fdb',
    at: place(spec.at, scope).endpoint,
    device: spec.dev,
    present: entries(spec.present),
    absent: entries(spec.absent),
  };
}
