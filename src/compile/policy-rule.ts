import { isHost } from '../topology/addressing.ts';
import { formatPrefix } from '../scenario/parse/prefix.ts';
import type { Family, Namespace, PolicyRule, Prefix } from '../topology/model.ts';
import type { RuleFact } from './fact.ts';

/** Lines for `ip -batch`, with `-6` for IPv6, that add the namespace's rules of one family. */
export function policyRuleLines({ rules }: Namespace, family: Family): readonly string[] {
  return rules
    .filter((rule) => rule.family === family)
    .map((rule) => `rule add ${ruleWords(rule)}`);
}

/** Shell lines that remove the rules, should they be there. */
export function policyRuleResetLines({ rules }: Namespace): readonly string[] {
  return rules.map((rule) => `ip -${rule.family} rule del ${ruleWords(rule)} 2>/dev/null || :`);
}

function ruleWords({ priority, from, to, iif, fwmark, table }: PolicyRule): string {
  const words = [
    `priority ${priority}`,
    from === null ? '' : `from ${formatPrefix(from)}`,
    to === null ? '' : `to ${formatPrefix(to)}`,
    iif === null ? '' : `iif ${iif}`,
    fwmark === null ? '' : `fwmark ${hex(fwmark)}`,
    `table ${table}`,
  ];
  return words.filter((word) => word !== '').join(' ');
}

/** In the words and the order in which `ip -j rule` has them. */
export function policyRuleFact(rule: PolicyRule): RuleFact {
  const { priority, from, to, iif, fwmark, table } = rule;
  const words = [
    from === null ? 'src all' : prefixWords('src', from),
    to === null ? '' : prefixWords('dst', to),
    fwmark === null ? '' : `fwmark ${hex(fwmark)}`,
    iif === null ? '' : `iif ${iif}`,
    `table ${table}`,
  ];
  return { kind: 'rule', priority, text: words.filter((word) => word !== '').join(' ') };
}

function prefixWords(key: 'src' | 'dst', prefix: Prefix): string {
  const length = isHost(prefix) ? '' : ` ${key}len ${prefix.length}`;
  return `${key} ${prefix.address}${length}`;
}

function hex(mark: number): string {
  return `0x${mark.toString(16)}`;
}
