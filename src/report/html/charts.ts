/** What throughput cases and comparisons measured, as bars. */
import type { Comparison } from '../../checks/judge/comparison.ts';
import {
  THROUGHPUT_EVIDENCE,
  type ThroughputFigures,
} from '../../checks/judge/throughput-figures.ts';
import type { CaseResult } from '../../checks/result.ts';
import { rate } from '../../checks/words.ts';
import { element, type Html, trusted } from './element.ts';

interface Bar {
  readonly name: string;
  readonly bps: number;
  readonly intervalsBps: readonly number[];
}

/** Null where nothing was measured. */
export function charts(checks: readonly CaseResult[]): Html | null {
  const drawn = checks.flatMap((check) => {
    const bars = barsOf(check);
    return bars.length === 0 ? [] : [chart(check, bars)];
  });
  if (drawn.length === 0) return null;
  return element(
    'section',
    { 'aria-label': 'throughput' },
    element('h3', {}, 'Throughput'),
    ...drawn,
  );
}

function barsOf({ kind, evidence }: CaseResult): readonly Bar[] {
  const dataOf = (what: string) => evidence.find((each) => each.what === what)?.data ?? null;
  if (kind === 'throughput') {
    const figures = dataOf(THROUGHPUT_EVIDENCE) as ThroughputFigures | null;
    const needed = figures?.neededBps ?? null;
    return [
      ...(figures?.flows ?? []),
      ...(needed === null ? [] : [{ name: 'needed', bps: needed, intervalsBps: [] }]),
    ];
  }
  const comparison = kind === 'compare' ? (dataOf('the comparison') as Comparison | null) : null;
  return (comparison?.paths ?? []).map(({ name, throughputBps }) => ({
    name,
    bps: throughputBps.median,
    intervalsBps: throughputBps.samples,
  }));
}

function chart({ title }: CaseResult, bars: readonly Bar[]): Html {
  const largest = Math.max(1, ...bars.map(({ bps }) => bps));
  return element(
    'div',
    {},
    element('h4', {}, title),
    element(
      'div',
      { class: 'chart' },
      ...bars.flatMap(({ name, bps, intervalsBps }) => [
        element('span', {}, name),
        element(
          'span',
          { class: 'track', 'aria-hidden': 'true' },
          element('span', { class: 'bar', style: `width:${((bps / largest) * 100).toFixed(1)}%` }),
        ),
        element('span', { class: 'took' }, rate(bps), sparkline(intervalsBps)),
      ]),
    ),
  );
}

/** How it went over time; nothing for fewer than three samples. */
function sparkline(values: readonly number[]): Html | null {
  if (values.length < 3) return null;
  const largest = Math.max(1, ...values);
  const points = values
    .map((value, index) => {
      const x = (index / (values.length - 1)) * 58 + 1;
      return `${x.toFixed(1)},${(15 - (value / largest) * 14).toFixed(1)}`;
    })
    .join(' ');
  return trusted(
    ` <svg width="60" height="16" viewBox="0 0 60 16" aria-hidden="true">` +
      `<polyline points="${points}" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>`,
  );
}
