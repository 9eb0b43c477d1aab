/** A comparison for people: what each path did, as bars, and what became of the claims. */
import type { Comparison, Figure, JudgedClaim } from '../checks/judge/comparison.ts';
import type { CaseResult } from '../checks/result.ts';
import type { Colors } from './colors.ts';
import { count } from './wording.ts';

const BAR_WIDTH = 20;
/** From nothing to seven eighths of a character. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** One block for each comparison among the cases that could be measured. */
export function comparisonBlocks(checks: readonly CaseResult[], colors: Colors): readonly string[] {
  return checks.flatMap(({ kind, title, evidence }) => {
    if (kind !== 'compare') return [];
    const data = evidence.find(({ what }) => what === 'the comparison')?.data ?? null;
    return data === null ? [] : [renderComparison(title, data as Comparison, colors)];
  });
}

function renderComparison(title: string, comparison: Comparison, colors: Colors): string {
  const { rounds, paths, claims } = comparison;
  const names = width(paths.map(({ name }) => name));
  const throughputs = paths.map(({ throughputBps }) => throughputBps);
  const latencies = paths.map(({ latencyMs }) => latencyMs);
  const rates = columns(throughputs, ({ median }) => `${(median / 1e6).toFixed(0)} Mbit/s`, colors);
  const times = columns(latencies, ({ median }) => `${median.toFixed(2)} ms`, colors);
  return [
    `${colors.bold(title)} ${colors.dim(`(${count(rounds, 'round')}, medians)`)}`,
    ...paths.map(({ name }, i) =>
      `  ${name.padEnd(names)}  ${rates[i] ?? ''}  ${times[i] ?? ''}`.trimEnd(),
    ),
    '',
    ...claims.flatMap((claim, i) => claimLines(claim, claims[i - 1] ?? null, colors)),
  ].join('\n');
}

/** The number and its bar, of the same width each; the longest bar is that of the largest number. */
function columns(
  figures: readonly Figure[],
  words: (figure: Figure) => string,
  colors: Colors,
): readonly string[] {
  const largest = Math.max(...figures.map(({ median }) => median));
  const texts = figures.map(words);
  const widest = width(texts);
  return figures.map(({ median }, i) => {
    const bar = barOf(median / largest);
    return `${(texts[i] ?? '').padStart(widest)}  ${colors.cyan(bar)}${' '.repeat(BAR_WIDTH - bar.length)}`;
  });
}

/** A bar for a share of the whole, from 0 to 1. */
function barOf(share: number): string {
  const eighths = Math.round(share * BAR_WIDTH * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

/** The claim in its words, where it is not that of the line before, and what was measured. */
function claimLines(
  claim: JudgedClaim,
  before: JudgedClaim | null,
  colors: Colors,
): readonly string[] {
  const { text, better, than, measure, factor, verdict } = claim;
  const paint = {
    confirmed: colors.green,
    refuted: colors.red,
    not_distinguishable: colors.yellow,
  };
  const span = `${factor.low.toFixed(2)} to ${factor.high.toFixed(2)}`;
  const sure = `${Math.floor(factor.confidence * 100)} %`;
  return [
    ...(text === before?.text ? [] : [`  “${text}”`]),
    `    ${measure.padEnd(10)}  ${better} ×${factor.median.toFixed(2)} of ${than} ` +
      `(${span} with ${sure})  ${paint[verdict](verdict.replaceAll('_', ' '))}`,
  ];
}

function width(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}
