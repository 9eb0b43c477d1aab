import { networkOf } from '../scenario/parse/prefix.ts';
import type { RawPolicyRule } from '../scenario/schema/scenario.ts';
import { prefixOf } from './addressing.ts';
import type { PolicyRule } from './model.ts';

/** The rule for the family of its addresses; without any, one for each family. */
export function resolvePolicyRule(raw: RawPolicyRule): readonly PolicyRule[] {
  const [from = null, to = null] = [raw.from, raw.to].map((text) =>
    text === undefined ? null : networkOf(prefixOf(text)),
  );
  const family = (from ?? to)?.family;
  return (family === undefined ? ([4, 6] as const) : [family]).map((each) => ({
    priority: raw.priority,
    family: each,
    from,
    to,
    iif: raw.iif ?? null,
    fwmark: raw.fwmark ?? null,
    table: raw.table,
  }));
}
