import { parseNetwork } from '../parse/prefix.ts';
import type { RawPolicyRule } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';
import type { Finding, Rule } from './rule.ts';

function judge({ from, to }: RawPolicyRule, path: Path): readonly Finding[] {
  const [source, destination] = [parseNetwork(from ?? ''), parseNetwork(to ?? '')];
  if (source === null || destination === null || source.family === destination.family) return [];
  const message = 'no packet goes from an address of one family to one of the other';
  return [{ path: [...path, 'to'], message }];
}

/** A policy routing rule can match something. */
export const policyRuleForm: Rule = {
  code: 'policy-rule-form',
  concludesFromAbsent: 'nothing',
  check: ({ lab }) =>
    lab.namespaces.flatMap(({ spec, path }) =>
      (spec.rules ?? []).flatMap((rule, index) => judge(rule, [...path, 'rules', index])),
    ),
};
