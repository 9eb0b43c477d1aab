/** Runs a scenario's checks on a lab. */
import { setMaxListeners } from 'node:events';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Check } from '../../topology/checks.ts';
import type { LabView } from '../check.ts';
import { inStages, planCases, type PlannedCase } from './plan-cases.ts';
import { pollCase } from './poll-case.ts';
import { identityOf, skippedResult } from './skipped-cases.ts';
import { ReportQueue } from './report-queue.ts';
import type { CaseResult } from '../result.ts';

export interface CheckRunOptions {
  readonly signal: AbortSignal;
  /**
   * Only cases whose title, kind or id contains this, in either case of letters, or after `!` does
   * not contain it; null is all.
   */
  readonly filter: string | null;
  readonly onStarted: (id: string, title: string) => void;
  /** Called in the order of the file, however the cases ended in time. */
  readonly onFinished: (result: CaseResult) => void;
}

/** sshd allows ten sessions a connection (sshd_config(5), MaxSessions); some are left for others. */
const CHANNELS_PER_NODE = 8;

/**
 * Results in the order of the file; a case that the filter leaves out is among them as `skip`.
 * @throws the signal's reason on abort, once the running cases have ended; UsageError
 */
export async function runChecks(
  checks: readonly Check[],
  lab: LabView,
  options: CheckRunOptions,
): Promise<readonly CaseResult[]> {
  // One of our own: every running case listens to it, and Node takes more than ten for a leak.
  const signal = AbortSignal.any([options.signal]);
  setMaxListeners(0, signal);
  const plan = planCases(checks, options.filter);
  const queue = new ReportQueue(plan, options.onFinished);
  const limits = new Map<string, LimitFunction>();
  const limitOf = (node: string): LimitFunction => {
    const limit = limits.get(node) ?? pLimit(CHANNELS_PER_NODE);
    limits.set(node, limit);
    return limit;
  };
  const runOne = async (planned: PlannedCase): Promise<void> => {
    signal.throwIfAborted();
    options.onStarted(planned.id, planned.case.title);
    queue.add(planned, await runCase(planned, lab, signal));
  };

  for (const planned of plan) {
    if (planned.skipped !== null) queue.add(planned, skippedResult(planned, planned.skipped));
  }
  for (const stage of inStages(plan.filter(({ skipped }) => skipped === null))) {
    const running = stage.map((planned) => limitOf(planned.case.at.node)(() => runOne(planned)));
    await Promise.allSettled(running);
    await Promise.all(running);
  }
  return queue.results();
}

async function runCase(
  planned: PlannedCase,
  lab: LabView,
  signal: AbortSignal,
): Promise<CaseResult> {
  const { withinMs } = planned.check;
  const { last, attempts, durationMs } = await pollCase(planned.case, withinMs, lab, signal);
  const { outcome, expected, observed, evidence } = last;
  return {
    ...identityOf(planned),
    outcome,
    expected,
    observed,
    evidence,
    attempts,
    durationMs: Math.round(durationMs),
  };
}
