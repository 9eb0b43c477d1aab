import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { ReachCheck } from '../../topology/checks/reach.ts';
import type { PingReport, PingStatistics } from '../parse/ping.ts';
import { number, targetWords } from '../words.ts';

/** What a ping has to come up to. */
export interface ReachBounds {
  readonly count: number;
  readonly maxLossPercent: number;
  /** Null is none. */
  readonly maxMeanRttMs: number | null;
}

export interface PingJudgement {
  readonly passed: boolean;
  /** `2/2 answered, 0 % loss, rtt 0.41/0.52/0.63 ms` (least, mean, most). */
  readonly observed: string;
}

export function expectedReach(pair: ReachCheck['pairs'][number], bounds: ReachBounds): string {
  const over = pair.over === null ? '' : ` over ${pair.over.device}`;
  const rtt = bounds.maxMeanRttMs === null ? '' : `, mean rtt ≤ ${number(bounds.maxMeanRttMs)} ms`;
  return (
    `${endpointLabel(pair.from)} reaches ${targetWords(pair.to)}${over}: ` +
    `loss ≤ ${number(bounds.maxLossPercent)} %${rtt}`
  );
}

/** Judges by numbers alone: "0% packet loss" is a part of "100% packet loss". */
export function judgePing(report: PingReport, bounds: ReachBounds): PingJudgement {
  const { statistics } = report;
  const observed = pingWords(report);
  if (statistics === null) return { passed: false, observed };
  const { transmitted, received, rttMs } = statistics;
  const tooSlow =
    bounds.maxMeanRttMs !== null && (rttMs === null || rttMs.mean > bounds.maxMeanRttMs);
  const passed =
    received > 0 &&
    transmitted >= bounds.count &&
    lossPercent(statistics) <= bounds.maxLossPercent &&
    !tooSlow;
  return { passed, observed };
}

function lossPercent({ transmitted, received }: PingStatistics): number {
  return transmitted === 0 ? 100 : ((transmitted - received) / transmitted) * 100;
}

/** `2/2 answered, 0 % loss, …`, or why nothing was sent. */
export function pingWords(report: PingReport): string {
  const { statistics } = report;
  if (statistics === null) return `not sent: ${report.localErrors.join('; ')}`;
  const { transmitted, received, duplicates, rttMs } = statistics;
  const words = [`${received}/${transmitted} answered`];
  if (duplicates > 0) words.push(`${duplicates} duplicate${duplicates === 1 ? '' : 's'}`);
  words.push(`${number(lossPercent(statistics))} % loss`);
  if (rttMs !== null) words.push(`rtt ${rttMs.min}/${rttMs.mean}/${rttMs.max} ms`);
  const errors = [
    ...report.icmpErrors.map(({ from, message }) => `${from} says ${message}`),
    ...report.localErrors,
  ];
  return [words.join(', '), ...new Set(errors)].join('; ');
}
