/** Reads `nft -j list ruleset` back into the words in which nft.ts writes rules. */
import { z } from 'zod';
import type { NftChainFact, NftRuleFact } from './fact.ts';
import { nftSchema } from './ip-json.ts';
import { NFT_TABLE } from './nft.ts';

/** Names of protocols on machines that have /etc/protocols; the others print numbers. */
const PROTOCOL_NUMBERS: Readonly<Record<string, number>> = {
  icmp: 1,
  tcp: 6,
  udp: 17,
  'ipv6-icmp': 58,
};

type NftFacts = readonly (NftChainFact | NftRuleFact)[];

const scalar = z.union([z.string(), z.number()]);
const prefix = z
  .object({ prefix: z.object({ addr: z.string(), len: z.number() }) })
  .transform((value) => `${value.prefix.addr}/${value.prefix.len}`);
const value = z.union([
  scalar.transform(String),
  prefix,
  z.array(z.string()).transform((words) => words.toSorted().join(',')),
  z
    .object({ set: z.array(scalar) })
    .transform(({ set }) => ({ set: set.map((member) => String(member)) })),
]);

const payload = z
  .object({ payload: z.object({ protocol: z.string(), field: z.string() }) })
  .transform((left) => `${left.payload.protocol} ${left.payload.field}`);
const meta = z
  .object({ meta: z.object({ key: z.string() }) })
  .transform((left) => (left.meta.key === 'l4proto' ? 'meta l4proto' : left.meta.key));
const tracking = z
  .object({ ct: z.object({ key: z.string() }) })
  .transform((left) => `ct ${left.ct.key}`);

const match = z
  .object({
    match: z.object({
      op: z.enum(['==', 'in']),
      left: z.union([payload, meta, tracking]),
      right: value,
    }),
  })
  .transform(({ match: { left, right } }) => `${left} ${rightWords(left, right)}`);

const translation = z.object({
  family: z.string(),
  addr: z.string(),
  port: z.number().optional(),
});
const statement = z.union([
  z.object({ accept: z.null() }).transform(() => 'accept'),
  z.object({ drop: z.null() }).transform(() => 'drop'),
  z.object({ masquerade: z.null() }).transform(() => 'masquerade'),
  z.object({ snat: translation }).transform(({ snat }) => `snat ${translated(snat)}`),
  z.object({ dnat: translation }).transform(({ dnat }) => `dnat ${translated(dnat)}`),
  // Without an address family in the rule it is `icmpx`, which is whichever the packet has.
  z
    .object({
      reject: z.object({
        type: z.enum(['icmp', 'icmpx', 'icmpv6']),
        expr: z.literal('port-unreachable'),
      }),
    })
    .transform(() => 'reject'),
]);
const counter = z.object({ counter: z.unknown() }).transform(() => '');
const word = z.union([match, statement, counter]);

function rightWords(left: string, right: z.output<typeof value>): string {
  const isDevice = left.endsWith('ifname');
  const quoted = (text: string) => {
    if (left === 'meta l4proto') return String(PROTOCOL_NUMBERS[text] ?? text);
    return isDevice ? `"${text}"` : text;
  };
  return typeof right === 'string' ? quoted(right) : `{ ${right.set.map(quoted).join(', ')} }`;
}

function translated({ family, addr, port }: z.output<typeof translation>): string {
  const host = addr.includes(':') && port !== undefined ? `[${addr}]` : addr;
  return `${family} to ${host}${port === undefined ? '' : `:${port}`}`;
}

/** The chains and rules of our table; an expression that the compiler never writes stays JSON. */
export function parseNft(json: unknown): NftFacts {
  const positions = new Map<string, number>();
  return nftSchema.parse(json).nftables.flatMap(({ chain, rule }): NftFacts => {
    if (chain?.table === NFT_TABLE) {
      const { name, type = 'none', hook = 'none', policy = 'none' } = chain;
      return [{ kind: 'nft-chain', chain: name, type, hook, policy }];
    }
    if (rule?.table !== NFT_TABLE) return [];
    const position = (positions.get(rule.chain) ?? 0) + 1;
    positions.set(rule.chain, position);
    const words = rule.expr.map((expression) => {
      const known = word.safeParse(expression);
      return known.success ? known.data : JSON.stringify(expression);
    });
    const text = words.filter((each) => each !== '').join(' ');
    return [{ kind: 'nft-rule', chain: rule.chain, position, rule: text }];
  });
}
