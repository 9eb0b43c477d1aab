/** Cases that are left out. */
import type { Check } from '../../topology/checks.ts';
import { type PlannedCase, planCases } from './plan-cases.ts';
import type { CaseResult } from '../result.ts';

/** All cases of the checks, left out for one reason. @throws UsageError */
export function skippedCases(checks: readonly Check[], reason: string): readonly CaseResult[] {
  return planCases(checks, null).map((planned) => skippedResult(planned, reason));
}

/** The result of a case that is left out. */
export function skippedResult(planned: PlannedCase, reason: string): CaseResult {
  return {
    ...identityOf(planned),
    outcome: 'skip',
    expected: planned.case.title,
    observed: reason,
    evidence: [],
    attempts: 0,
    durationMs: 0,
  };
}

/** What a case is known by. */
export function identityOf({ id, check, case: { title, probed } }: PlannedCase) {
  return { id, kind: check.kind, title, where: check.where, probed: probed ?? null };
}
