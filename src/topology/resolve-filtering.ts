import { parseAddress, parseAddressAndPort } from '../scenario/parse/address.ts';
import { networkOf } from '../scenario/parse/prefix.ts';
import { FILTER_POLICY } from '../scenario/schema/defaults.ts';
import type { RawFilterRule, RawFirewall, RawNat } from '../scenario/schema/scenario.ts';
import { canonicalAddress, prefixOf } from './addressing.ts';
import type { FilterChain, FilterRule, Nat } from './filtering.ts';
import type { Prefix } from './prefix.ts';
import { listOf } from './one-or-many.ts';

/** The chains that the scenario has something to say about, in the kernel's order. */
export function resolveFirewall(raw: RawFirewall): readonly FilterChain[] {
  return (['input', 'forward', 'output'] as const).flatMap((hook) => {
    const chain = raw[hook];
    if (chain === undefined) return [];
    const { policy = FILTER_POLICY, rules = [] } = chain;
    return [{ hook, policy, rules: rules.map(resolveRule) }];
  });
}

function resolveRule(raw: RawFilterRule): FilterRule {
  return {
    verdict: raw.verdict,
    from: networkOrNull(raw.from),
    to: networkOrNull(raw.to),
    in: raw.in ?? null,
    out: raw.out ?? null,
    protocol: raw.protocol ?? null,
    ports: [...new Set(listOf(raw.port))].toSorted((a, b) => a - b),
    states: [...new Set(listOf(raw.state))].toSorted(),
  };
}

function networkOrNull(text: string | undefined): Prefix | null {
  return text === undefined ? null : networkOf(prefixOf(text));
}

export function resolveNat(raw: RawNat): Nat {
  const { masquerade, snat, dnat, to = '', out = null } = raw;
  if (masquerade !== undefined) {
    return { kind: 'masquerade', source: networkOf(prefixOf(masquerade)), out };
  }
  if (snat !== undefined) {
    const source = networkOf(prefixOf(snat));
    return { kind: 'snat', source, to: canonicalAddress(to), out };
  }
  return {
    kind: 'dnat',
    ...natEnd(dnat ?? ''),
    protocol: raw.protocol ?? null,
    to: natEnd(to),
    in: raw.in ?? null,
  };
}

/** `172.17.0.2`, or `172.17.0.2:80`. */
function natEnd(text: string): { readonly address: string; readonly port: number | null } {
  const address = parseAddress(text)?.address;
  if (address !== undefined) return { address, port: null };
  const end = parseAddressAndPort(text);
  if (end === null) throw new Error(`not an address: ${text}`);
  return { address: end.address, port: end.port };
}
