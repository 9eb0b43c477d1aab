import { formatPrefix } from '../scenario/parse/prefix.ts';
import { shellQuote } from '../lib/shell-quote.ts';
import { isHost } from '../topology/addressing.ts';
import type { Namespace, PolicyRule } from '../topology/model.ts';
import type { Family, Prefix } from '../topology/prefix.ts';
import type { Step } from './batch.ts';
import type { RuleFact } from './fact.ts';

const FAMILIES: readonly Family[] = [4, 6];

/** Adds rules to a namespace, each family's in a process of its own, which ip-rule(8) asks for. */
export function policyRuleSteps(
  container: string | null,
  rules: readonly PolicyRule[],
): readonly Step[] {
  return FAMILIES.map((family): Step => {
    const lines = linesOf('add', rules, family);
    const title = `${container === null ? '' : `${container} `}rules (IPv${family})`;
    return { kind: 'feed', title, command: batchCommand(container, family), lines };
  });
}

/** Removes rules, as far as they are there. */
export function policyRuleRemovalStep(
  container: string | null,
  rules: readonly PolicyRule[],
): Step {
  const lines = FAMILIES.flatMap((family) => {
    const removals = linesOf('del', rules, family);
    const feed = `${batchCommand(container, family)} -force 2>/dev/null <<'END_OF_INPUT' || :`;
    return removals.length === 0 ? [] : [feed, ...removals, 'END_OF_INPUT'];
  });
  return { kind: 'shell', lines };
}

/** Shell lines that remove the rules of the node's own namespace, as far as they are there. */
export function policyRuleResetLines({ rules }: Namespace): readonly string[] {
  return rules.map((rule) => `ip -${rule.family} rule del ${ruleWords(rule)} 2>/dev/null || :`);
}

function batchCommand(container: string | null, family: Family): string {
  return `ip ${container === null ? '' : `-n ${shellQuote(container)} `}-${family} -b -`;
}

function linesOf(verb: string, rules: readonly PolicyRule[], family: Family): readonly string[] {
  return rules
    .filter((rule) => rule.family === family)
    .map((rule) => `rule ${verb} ${ruleWords(rule)}`);
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
