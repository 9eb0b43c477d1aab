import type { LatencyCheck } from '../../topology/checks/latency.ts';
import { parsePingTimes } from '../parse/ping-times.ts';
import type { PingStatistics } from '../parse/ping.ts';
import { number } from '../words.ts';
import { median } from './median.ts';

type Bounds = Pick<LatencyCheck, 'rttMs' | 'lossPercent'>;

export interface LatencyFigures {
  /** Null when nothing was answered. */
  readonly medianMs: number | null;
  readonly lossPercent: number;
  readonly sent: number;
}

/** `output` is what ping printed, and its statistics. */
export function latencyFigures(
  output: string,
  { transmitted, received }: Pick<PingStatistics, 'transmitted' | 'received'>,
): LatencyFigures {
  const times = parsePingTimes(output);
  return {
    medianMs: times.length === 0 ? null : median(times),
    lossPercent: transmitted === 0 ? 100 : (100 * (transmitted - received)) / transmitted,
    sent: transmitted,
  };
}

/** A bound on the round-trip time is not kept by packets that never came back. */
export function isWithinBounds({ rttMs, lossPercent }: Bounds, figures: LatencyFigures): boolean {
  const { medianMs } = figures;
  const rttAsked = rttMs.atLeast !== null || rttMs.atMost !== null;
  const rttKept = medianMs !== null && isBetween(rttMs, medianMs);
  return (!rttAsked || rttKept) && isBetween(lossPercent, figures.lossPercent);
}

function isBetween({ atLeast, atMost }: Bounds['rttMs'], value: number): boolean {
  return value >= (atLeast ?? value) && value <= (atMost ?? value);
}

/** `median rtt at least 40 ms, at most 80 ms; loss at most 5 %`. */
export function latencyBounds({ rttMs, lossPercent }: Bounds): string {
  return [boundWords('median rtt', rttMs, 'ms'), boundWords('loss', lossPercent, '%')]
    .filter((words) => words !== '')
    .join('; ');
}

function boundWords(what: string, { atLeast, atMost }: Bounds['rttMs'], unit: string): string {
  const bounds = [
    ...(atLeast === null ? [] : [`at least ${number(atLeast)} ${unit}`]),
    ...(atMost === null ? [] : [`at most ${number(atMost)} ${unit}`]),
  ];
  return bounds.length === 0 ? '' : `${what} ${bounds.join(', ')}`;
}

export function latencyWords({ medianMs, lossPercent, sent }: LatencyFigures): string {
  const rtt = medianMs === null ? 'nothing answered' : `median rtt ${number(medianMs)} ms`;
  return `${rtt}, ${number(lossPercent)} % of ${sent} lost`;
}
