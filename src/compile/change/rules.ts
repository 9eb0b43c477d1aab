/** Policy routing rules of a namespace that changes. */
import { isDeepStrictEqual } from 'node:util';
import type { PolicyRule } from '../../topology/model.ts';
import type { Step } from '../batch.ts';
import { policyRuleRemovalStep, policyRuleSteps } from '../policy-rule.ts';
import type { SpaceChange } from './space-change.ts';

/**
 * Removes the rules that go, and adds those that come. The kernel takes no rule twice, so that those
 * that come are removed first, should a change be repeated. It drops none with a device.
 */
export function ruleChangeSteps({ container, was, is }: SpaceChange): readonly Step[] {
  const old = was?.rules ?? [];
  const gone = old.filter((rule) => !includes(is.rules, rule));
  const come = is.rules.filter((rule) => !includes(old, rule));
  const dropped = was === null ? [] : [...gone, ...come];
  return [policyRuleRemovalStep(container, dropped), ...policyRuleSteps(container, come)];
}

function includes(rules: readonly PolicyRule[], wanted: PolicyRule): boolean {
  return rules.some((rule) => isDeepStrictEqual(rule, wanted));
}
