import { isDeepStrictEqual } from 'node:util';
import { networkOf, parseNetwork } from '../parse/prefix.ts';
import type { RawPolicyRule } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';
import type { Finding, Rule } from './rule.ts';

function judge(
  rule: RawPolicyRule,
  before: readonly RawPolicyRule[],
  path: Path,
): readonly Finding[] {
  const [source, destination] = [parseNetwork(rule.from ?? ''), parseNetwork(rule.to ?? '')];
  if (source !== null && destination !== null && source.family !== destination.family) {
    const message = 'no packet goes from an address of one family to one of the other';
    return [{ path: [...path, 'to'], message }];
  }
  if (before.some((other) => isDeepStrictEqual(canonical(other), canonical(rule)))) {
    const message = 'this rule is there already, which the kernel refuses';
    return [{ path, message, hint: 'remove one of the two' }];
  }
  return [];
}

/** One rule may be written in several ways. */
function canonical({ priority, from, to, iif, fwmark, table }: RawPolicyRule): unknown {
  const [source, destination] = [from, to].map((text) => {
    const network = parseNetwork(text ?? '');
    return network === null ? null : networkOf(network);
  });
  return { priority, source, destination, iif, fwmark, table };
}

/** A policy routing rule can match something, and is not there twice. */
export const policyRuleForm: Rule = {
  code: 'policy-rule-form',
  concludesFromAbsent: 'nothing',
  check: ({ lab }) =>
    lab.namespaces.flatMap(({ spec: { rules = [] }, path }) =>
      rules.flatMap((rule, index) => judge(rule, rules.slice(0, index), [...path, 'rules', index])),
    ),
};
