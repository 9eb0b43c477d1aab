import { expect, test } from 'vitest';
import type { CaseOutcome, CaseResult } from '../../../src/checks/result.ts';
import { judgeRun } from '../../../src/runner/judge-run.ts';

test.each<[readonly CaseOutcome[], string]>([
  [[], 'nothing judged'],
  [['skip', 'skip'], 'nothing judged'],
  [['pass', 'skip'], 'passed'],
  [['pass', 'error'], 'error'],
  [['skip', 'error'], 'error'],
  [['pass', 'error', 'fail'], 'failed'],
])('%j is %s', (outcomes, outcome) => {
  expect(judgeRun(outcomes.map((each) => ({ outcome: each }) as CaseResult))).toBe(outcome);
});
