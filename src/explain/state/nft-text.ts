/** What `nft list ruleset` prints, as data; seen with nftables 1.0.6 and 1.1.3. */

export interface FirewallRule {
  /** Without its counter: `ip saddr 10.0.0.0/8 drop`. */
  readonly text: string;
  /** Packets that it has taken; null without a counter. */
  readonly packets: number | null;
}

export interface FirewallChain {
  /** `inet wirelab`. */
  readonly table: string;
  readonly name: string;
  /** `filter`, `nat`; null for a chain that is only jumped to. */
  readonly type: string | null;
  /** `forward`; null for a chain that is only jumped to. */
  readonly hook: string | null;
  readonly policy: 'accept' | 'drop';
  readonly rules: readonly FirewallRule[];
}

const TABLE = /^table (\S+ \S+) \{$/;
const CHAIN = /^chain (\S+) \{$/;
const BASE = /^type (\S+) hook (\S+)\b.*?;(?:\s*policy (accept|drop);)?$/;
const COUNTER = /\s*\bcounter packets (\d+) bytes \d+/;

/** Sets, maps and everything else that is no chain is left out. */
export function parseNftText(text: string): readonly FirewallChain[] {
  const chains: { -readonly [K in keyof FirewallChain]: FirewallChain[K] }[] = [];
  let table = '';
  let open: (typeof chains)[number] | null = null;
  for (const line of text.split('\n').map((each) => each.trim())) {
    table = TABLE.exec(line)?.[1] ?? table;
    const name = CHAIN.exec(line)?.[1];
    const base = BASE.exec(line);
    if (name !== undefined) {
      open = { table, name, type: null, hook: null, policy: 'accept', rules: [] };
      chains.push(open);
    } else if (line === '}') {
      open = null;
    } else if (open !== null && base !== null) {
      open.type = base[1] ?? null;
      open.hook = base[2] ?? null;
      open.policy = base[3] === 'drop' ? 'drop' : 'accept';
    } else if (open !== null && line !== '') {
      open.rules = [...open.rules, ruleOf(line)];
    }
  }
  return chains;
}

function ruleOf(line: string): FirewallRule {
  const packets = COUNTER.exec(line)?.[1];
  return {
    text: line.replace(COUNTER, '').trim(),
    packets: packets === undefined ? null : Number(packets),
  };
}
