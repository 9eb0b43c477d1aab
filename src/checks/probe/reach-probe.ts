/** What both ways of trying a `reach` share. */
import type { ReachCheck } from '../../topology/checks/reach.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import { expectedReach, type PingJudgement, type ReachBounds } from '../judge/reach.ts';
import { MIN_INTERVAL_MS, pingCommand, probeTimeoutMs, type PingOptions } from './ping-command.ts';
import type { Evidence } from '../result.ts';
import type { SectionOutput } from '../sections.ts';

/** For an answer on a fast machine. */
const WAIT_MS = 1000;

export type ReachPair = ReachCheck['pairs'][number];

/** One try's ping: how it is sent, how long it may take, how it is judged and told. */
export interface ReachProbe {
  /** A line of shell. */
  readonly ping: string;
  readonly timeoutMs: number;
  readonly bounds: ReachBounds;
  readonly evidence: (section: SectionOutput) => Evidence;
  readonly attempt: (judged: PingJudgement, evidence: readonly Evidence[]) => Attempt;
}

/** `identifier` is the ping's echo identifier; null lets ping choose. */
export function reachProbe(
  check: ReachCheck,
  pair: ReachPair,
  lab: LabView,
  identifier: number | null,
): ReachProbe {
  const { timeFactor } = lab;
  const options: PingOptions = {
    count: check.count,
    intervalMs: MIN_INTERVAL_MS,
    // An answer that comes later than the bound is judged by its round-trip time, not as lost.
    waitMs: Math.max(WAIT_MS, check.maxRttMs ?? 0) * timeFactor,
    ...(identifier !== null && { identifier }),
  };
  const bounds: ReachBounds = {
    count: check.count,
    maxLossPercent: check.maxLossPercent,
    maxMeanRttMs: check.maxRttMs === null ? null : check.maxRttMs * timeFactor,
  };
  const ping = pingCommand(pair.to.address, options);
  return {
    ping,
    timeoutMs: probeTimeoutMs([options], timeFactor),
    bounds,
    evidence: ({ output }) => textEvidence(`${endpointLabel(pair.from)}: ${ping}`, output),
    attempt: (judged, evidence) => ({
      outcome: judged.passed ? 'pass' : 'fail',
      expected: expectedReach(pair, bounds),
      observed: judged.observed,
      evidence,
      final: false,
    }),
  };
}
