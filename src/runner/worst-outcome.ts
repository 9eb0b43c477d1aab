import type { Outcome } from './events.ts';

/**
 * From best to worst, by how much less is known of the scenario and how much more is to be done by
 * hand; exit codes are ordered in the same way.
 */
const fromBestToWorst: readonly Outcome[] = [
  'skipped',
  'passed',
  'nothing judged',
  'failed',
  'error',
  'left behind',
  'timeout',
  'interrupted',
];

/** The worst of several outcomes; null of none. */
export function worstOutcome(outcomes: readonly Outcome[]): Outcome | null {
  return fromBestToWorst.findLast((outcome) => outcomes.includes(outcome)) ?? null;
}
