import type { LatencyCheck } from '../../topology/checks/latency.ts';
import { parsePingTimes } from '../parse/ping-times.ts';
import type { PingStatistics } from '../parse/ping.ts';
import { number } from '../words.ts';
import { median } from './median.ts';

type Bounds = Pick<LatencyCheck, 'rttMs' | 'jitterMs' | 'lossPercent'>;

export interface LatencyFigures {
  /** Null when nothing was answered. */
  readonly medianMs: number | null;
  /** Median difference between round-trip times in succession; null with less than two answers. */
  readonly jitterMs: number | null;
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
    jitterMs: times.length < 2 ? null : median(differences(times)),
    lossPercent: transmitted === 0 ? 100 : (100 * (transmitted - received)) / transmitted,
    sent: transmitted,
  };
}

/** RFC 3393 calls them the variation of the delay, packet by packet. */
function differences(times: readonly number[]): readonly number[] {
  return times.slice(1).map((time, index) => Math.abs(time - (times[index] ?? time)));
}

/** A bound on the round-trip time is not kept by packets that never came back. */
export function isWithinBounds(bounds: Bounds, figures: LatencyFigures): boolean {
  return (
    isBetween(bounds.rttMs, figures.medianMs) &&
    isBetween(bounds.jitterMs, figures.jitterMs) &&
    isBetween(bounds.lossPercent, figures.lossPercent)
  );
}

/** No bound is kept by what could not be measured. */
function isBetween({ atLeast, atMost }: Bounds['rttMs'], value: number | null): boolean {
  if (atLeast === null && atMost === null) return true;
  return value !== null && value >= (atLeast ?? value) && value <= (atMost ?? value);
}

/** `median rtt at least 40 ms, at most 80 ms; loss at most 5 %`. */
export function latencyBounds({ rttMs, jitterMs, lossPercent }: Bounds): string {
  return [
    boundWords('median rtt', rttMs, 'ms'),
    boundWords('jitter', jitterMs, 'ms'),
    boundWords('loss', lossPercent, '%'),
  ]
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

export function latencyWords({ medianMs, jitterMs, lossPercent, sent }: LatencyFigures): string {
  const rtt = medianMs === null ? 'nothing answered' : `median rtt ${number(medianMs)} ms`;
  const jitter = jitterMs === null ? '' : `, jitter ${number(jitterMs)} ms`;
  return `${rtt}${jitter}, ${number(lossPercent)} % of ${sent} lost`;
}
