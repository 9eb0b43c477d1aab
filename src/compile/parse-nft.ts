import { z } from 'zod';
import { networkOf } from '../scenario/parse/prefix.ts';
import { prefixOf } from '../topology/addressing.ts';
import type { MasqueradeFact, NftFact } from './fact.ts';
import { nftSchema } from './ip-json.ts';
import { NFT_TABLE } from './nat.ts';

const source = z.object({
  match: z.object({
    op: z.literal('=='),
    left: z.object({ payload: z.object({ field: z.literal('saddr') }) }),
    right: z.union([
      z.string(),
      z
        .object({ prefix: z.object({ addr: z.string(), len: z.number() }) })
        .transform(({ prefix }) => `${prefix.addr}/${prefix.len}`),
    ]),
  }),
});
const out = z.object({
  match: z.object({
    op: z.literal('=='),
    left: z.object({ meta: z.object({ key: z.literal('oifname') }) }),
    right: z.string(),
  }),
});
const masquerade = z.object({ masquerade: z.null() });

const rule = z.union([
  z.tuple([source, masquerade]).transform(([from]) => fact(from.match.right, null)),
  z.tuple([source, out, masquerade]).transform(([from, by]) => {
    return fact(from.match.right, by.match.right);
  }),
]);

function fact(from: string, by: string | null): MasqueradeFact {
  return { kind: 'masquerade', source: networkOf(prefixOf(from)), out: by };
}

/** The rules of our table; one that the compiler never writes is told as it is. */
export function parseNft(json: unknown): readonly (MasqueradeFact | NftFact)[] {
  return nftSchema.parse(json).nftables.flatMap((item) => {
    if (item.rule?.table !== NFT_TABLE) return [];
    const known = rule.safeParse(item.rule.expr);
    return [known.success ? known.data : { kind: 'nft', rule: JSON.stringify(item.rule.expr) }];
  });
}
