import { formatPrefix, networkOf } from '../scenario/parse/prefix.ts';
import type { Family, Masquerade } from '../topology/model.ts';
import type { MasqueradeFact } from './fact.ts';

/** The nftables table that holds all of ours, in the families `ip` and `ip6`. */
export const NFT_TABLE = 'wirelab';

/** Input for `nft -f` that puts exactly these rules in place, whatever was there before. */
export function natLines(nat: readonly Masquerade[]): readonly string[] {
  const families: readonly Family[] = [4, 6];
  return families.flatMap((family) => {
    const rules = nat.filter(({ source }) => source.family === family);
    return rules.length === 0 ? [] : tableLines(family === 4 ? 'ip' : 'ip6', rules);
  });
}

function tableLines(family: 'ip' | 'ip6', nat: readonly Masquerade[]): readonly string[] {
  const rules = nat.map(({ source, out }) => {
    const leavesBy = out === null ? '' : ` oifname "${out}"`;
    return `    ${family} saddr ${formatPrefix(networkOf(source))}${leavesBy} masquerade`;
  });
  return [
    // Declaring the table first makes deleting it safe when there is none.
    `table ${family} ${NFT_TABLE} {}`,
    `delete table ${family} ${NFT_TABLE}`,
    `table ${family} ${NFT_TABLE} {`,
    '  chain postrouting {',
    '    type nat hook postrouting priority srcnat; policy accept;',
    ...rules,
    '  }',
    '}',
  ];
}

export function masqueradeFact({ source, out }: Masquerade): MasqueradeFact {
  return { kind: 'masquerade', source: networkOf(source), out };
}
