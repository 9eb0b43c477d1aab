import type { OutageCheck } from '../../topology/checks/outage.ts';
import { number } from '../words.ts';
import type { OutageFigures } from './outage-figures.ts';

type Bounds = Pick<OutageCheck, 'atLeastMs' | 'atMostMs'>;

export interface OutageJudgement {
  readonly passed: boolean;
  readonly observed: string;
}

export function judgeOutage(
  figures: OutageFigures,
  { atLeastMs, atMostMs, recovered }: Bounds & { readonly recovered: boolean },
): OutageJudgement {
  const { outMs } = figures;
  const passed = recovered && outMs >= (atLeastMs ?? 0) && outMs <= (atMostMs ?? Infinity);
  return { passed, observed: outageWords(figures, recovered) };
}

/** `out for 1.84 s: 121 of 412 requests lost, probed every 15 ms`. */
function outageWords(figures: OutageFigures, recovered: boolean): string {
  const { sent, lost, outMs, gaps, intervalMs } = figures;
  const probed = `probed every ${intervalMs} ms`;
  if (recovered && lost === 0) return `no outage: ${sent} of ${sent} requests answered, ${probed}`;
  const longest = Math.max(...gaps.map(({ ms }) => ms));
  const times = gaps.length < 2 ? '' : ` at ${gaps.length} times, ${seconds(longest)} at most`;
  const out = recovered
    ? `out for ${seconds(outMs)}`
    : `never recovered: out for ${seconds(outMs)} and on`;
  return `${out}${times}: ${lost} of ${sent} requests lost, ${probed}`;
}

/** `is out for at least 1 s, for at most 3 s`. */
export function boundsWords({ atLeastMs, atMostMs }: Bounds): string {
  if (atMostMs === 0) return 'is never out';
  const parts = [
    ...(atLeastMs === null ? [] : [`for at least ${seconds(atLeastMs)}`]),
    ...(atMostMs === null ? [] : [`for at most ${seconds(atMostMs)}`]),
  ];
  return `is out ${parts.join(', ')}`;
}

function seconds(ms: number): string {
  return ms < 1000 ? `${number(ms)} ms` : `${number(ms / 1000)} s`;
}
