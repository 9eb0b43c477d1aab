import type { CaseResult } from '../checks/result.ts';
import type { Outcome } from './events.ts';

/**
 * The outcome of a run whose checks were run. One failed case makes it `failed`, even beside cases
 * that could not be carried out: what broke the first often keeps the others from being measured.
 */
export function judgeRun(results: readonly CaseResult[]): Outcome {
  const outcomes = new Set(results.map(({ outcome }) => outcome));
  if (outcomes.has('fail')) return 'failed';
  if (outcomes.has('error')) return 'error';
  return outcomes.has('pass') ? 'passed' : 'nothing judged';
}
