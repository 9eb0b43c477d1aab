/** Firewall and NAT: all rules of a namespace in one nftables table. */
import { familyOf, isHost } from '../topology/addressing.ts';
import { formatPrefix } from '../scenario/parse/prefix.ts';
import type { FilterChain, FilterRule, Nat } from '../topology/filtering.ts';
import type { Namespace } from '../topology/model.ts';
import type { Prefix } from '../topology/prefix.ts';
import type { NftChainFact, NftRuleFact } from './fact.ts';

/** The nftables table that holds all of ours, in the family `inet`. */
export const NFT_TABLE = 'wirelab';

/**
 * The provider's own devices: SSH reaches a node over them, so that no firewall may close them.
 * A packet of the VRF is seen with either name.
 */
const MGMT = '{ "mgmt", "mgmt0" }';

/** By number, which is how a machine without /etc/protocols prints them. */
const PROTOCOL_NUMBERS = { icmp: 1, tcp: 6, udp: 17, icmp6: 58 } as const;

interface Rule {
  /** What it matches, in nft's words: `ip saddr 172.17.0.0/16 oifname "ens5"`. */
  readonly match: string;
  /** `accept`, `masquerade`, … */
  readonly statement: string;
}

interface Chain {
  readonly name: string;
  readonly type: 'filter' | 'nat';
  readonly hook: string;
  readonly priority: number;
  readonly policy: 'accept' | 'drop';
  readonly rules: readonly Rule[];
}

/** Whether the namespace has rules or chains of ours. */
export function hasNft({ nat, firewall }: Namespace): boolean {
  return nat.length > 0 || firewall.length > 0;
}

/** Input for `nft -f` that puts exactly these chains in place; empty when there are none. */
export function nftLines(namespace: Namespace, container: string | null): readonly string[] {
  const chains = chainsOf(namespace, container);
  if (chains.length === 0) return [];
  return [
    ...nftResetLines,
    `table inet ${NFT_TABLE} {`,
    ...chains.flatMap(({ name, type, hook, priority, policy, rules }) => [
      `  chain ${name} {`,
      `    type ${type} hook ${hook} priority ${priority}; policy ${policy};`,
      ...rules.map(({ match, statement }) => `    ${joined([match, 'counter', statement])}`),
      '  }',
    ]),
    '}',
  ];
}

/** Input for `nft -f` that removes the table, whether or not there is one. */
export const nftResetLines: readonly string[] = [
  `table inet ${NFT_TABLE} {}`,
  `delete table inet ${NFT_TABLE}`,
];

export function nftFacts(
  namespace: Namespace,
  container: string | null,
): readonly (NftChainFact | NftRuleFact)[] {
  return chainsOf(namespace, container).flatMap(({ name, type, hook, policy, rules }) => [
    { kind: 'nft-chain', chain: name, type, hook, policy } as const,
    ...rules.map(
      ({ match, statement }, index) =>
        ({
          kind: 'nft-rule',
          chain: name,
          position: index + 1,
          rule: joined([match, statement]),
        }) as const,
    ),
  ]);
}

function chainsOf({ nat, firewall }: Namespace, container: string | null): readonly Chain[] {
  return [...natChains(nat), ...firewall.map((chain) => filterChain(chain, container))];
}

/** Priorities as nft(8) has them for dstnat and srcnat. */
function natChains(nat: readonly Nat[]): readonly Chain[] {
  const arriving = nat.flatMap((each) => (each.kind === 'dnat' ? [dnatRule(each)] : []));
  const own = nat.flatMap((each) =>
    each.kind === 'dnat' && each.in === null ? [dnatRule(each)] : [],
  );
  const leaving = nat.flatMap((each) => (each.kind === 'dnat' ? [] : [sourceRule(each)]));
  const chain = (hook: string, priority: number, rules: readonly Rule[]): readonly Chain[] =>
    rules.length === 0
      ? []
      : [{ name: `nat_${hook}`, type: 'nat', hook, priority, policy: 'accept', rules }];
  return [
    ...chain('prerouting', -100, arriving),
    ...chain('output', -100, own),
    ...chain('postrouting', 100, leaving),
  ];
}

function dnatRule(nat: Extract<Nat, { kind: 'dnat' }>): Rule {
  const family = familyOf(nat.address);
  const word = family === 4 ? 'ip' : 'ip6';
  const host = { family, address: nat.address, length: family === 4 ? 32 : 128 };
  const match = joined([
    addressMatch('daddr', host),
    deviceMatch('iifname', nat.in),
    nat.protocol === null ? '' : protocolMatch(nat.protocol, nat.port === null ? [] : [nat.port]),
  ]);
  return { match, statement: `dnat ${word} to ${natTarget(nat.to)}` };
}

function natTarget({ address, port }: { address: string; port: number | null }): string {
  if (port === null) return address;
  return familyOf(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}

function sourceRule(nat: Exclude<Nat, { kind: 'dnat' }>): Rule {
  const match = joined([addressMatch('saddr', nat.source), deviceMatch('oifname', nat.out)]);
  if (nat.kind === 'masquerade') return { match, statement: 'masquerade' };
  return { match, statement: `snat ${nat.source.family === 4 ? 'ip' : 'ip6'} to ${nat.to}` };
}

function filterChain({ hook, policy, rules }: FilterChain, container: string | null): Chain {
  const mgmt = container === null ? mgmtRules(hook) : [];
  const own = rules.map((rule) => ({ match: filterMatch(rule), statement: rule.verdict }));
  return { name: hook, type: 'filter', hook, priority: 0, policy, rules: [...mgmt, ...own] };
}

function mgmtRules(hook: FilterChain['hook']): readonly Rule[] {
  switch (hook) {
    case 'input':
      return [{ match: `iifname ${MGMT}`, statement: 'accept' }];
    case 'output':
      return [{ match: `oifname ${MGMT}`, statement: 'accept' }];
    case 'forward':
      return [];
  }
}

function filterMatch(rule: FilterRule): string {
  return joined([
    rule.from === null ? '' : addressMatch('saddr', rule.from),
    rule.to === null ? '' : addressMatch('daddr', rule.to),
    deviceMatch('iifname', rule.in),
    deviceMatch('oifname', rule.out),
    rule.protocol === null ? '' : protocolMatch(rule.protocol, rule.ports),
    rule.states.length === 0 ? '' : `ct state ${rule.states.join(',')}`,
  ]);
}

function addressMatch(field: 'saddr' | 'daddr', network: Prefix): string {
  const word = network.family === 4 ? 'ip' : 'ip6';
  return `${word} ${field} ${isHost(network) ? network.address : formatPrefix(network)}`;
}

function deviceMatch(key: 'iifname' | 'oifname', device: string | null): string {
  return device === null ? '' : `${key} "${device}"`;
}

function protocolMatch(protocol: keyof typeof PROTOCOL_NUMBERS, ports: readonly number[]): string {
  if (ports.length === 0) return `meta l4proto ${PROTOCOL_NUMBERS[protocol]}`;
  return `${protocol} dport ${ports.length === 1 ? ports.join() : `{ ${ports.join(', ')} }`}`;
}

function joined(words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' ');
}
