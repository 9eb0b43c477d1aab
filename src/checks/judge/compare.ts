/** Judges claims by what was measured round by round. */
import type { Claim, ClaimVerdict, CompareCheck, Measure } from '../../topology/checks/compare.ts';
import type { Comparison, Figure, JudgedClaim, Sample } from './comparison.ts';
import { medianInterval } from './median-interval.ts';
import type { Verdict } from '../result.ts';
import { number } from '../words.ts';

/** Samples by the names of the paths, one a round; what is in one round was measured together. */
export type Rounds = ReadonlyMap<string, readonly Sample[]>;

const sampleKeys = { throughput: 'throughputBps', latency: 'latencyMs' } as const;

/** Null when there are too few rounds to say anything. */
export function compareRounds(check: CompareCheck, rounds: Rounds): Comparison | null {
  const of = (path: string, measure: Measure): readonly number[] =>
    (rounds.get(path) ?? []).map((sample) => sample[sampleKeys[measure]]);
  const paths = check.paths.flatMap(({ name }) => {
    const throughputBps = figureOf(of(name, 'throughput'));
    const latencyMs = figureOf(of(name, 'latency'));
    return throughputBps === null || latencyMs === null ? [] : [{ name, throughputBps, latencyMs }];
  });
  const claims = check.claims.flatMap((claim): readonly JudgedClaim[] => {
    const { better, than, measure } = claim;
    const factor = figureOf(factors(measure, of(better, measure), of(than, measure)));
    return factor === null ? [] : [{ ...claim, factor, verdict: verdictOf(factor) }];
  });
  if (paths.length < check.paths.length || claims.length < check.claims.length) return null;
  return { rounds: check.rounds, paths, claims };
}

function figureOf(samples: readonly number[]): Figure | null {
  const interval = medianInterval(samples);
  return interval === null ? null : { ...interval, samples };
}

/**
 * Within a round, by which factor one path was better: more of throughput, less of latency. What
 * slows down a whole round slows down both, and leaves their ratio as it is.
 */
function factors(
  measure: Measure,
  better: readonly number[],
  than: readonly number[],
): readonly number[] {
  return better.flatMap((mine, round) => {
    const other = than[round];
    if (other === undefined) return [];
    return [measure === 'throughput' ? mine / other : other / mine];
  });
}

/** A claim holds, or does not, when the factor is on one side of 1 as far as can be told. */
function verdictOf({ low, high }: Figure): ClaimVerdict {
  if (low > 1) return 'confirmed';
  return high < 1 ? 'refuted' : 'not_distinguishable';
}

/** The check passes when it could be measured, and whatever the scenario expects is so. */
export function judgeCompare(
  check: CompareCheck,
  comparison: Comparison | null,
): Omit<Verdict, 'evidence'> {
  const expected = expectation(check.claims);
  if (comparison === null) {
    return { outcome: 'error', expected, observed: 'too few rounds to judge by' };
  }
  const asExpected = comparison.claims.every(
    ({ verdict, expect }) => expect === null || verdict === expect,
  );
  return {
    outcome: asExpected ? 'pass' : 'fail',
    expected,
    observed: comparison.claims.map(claimWords).join('; '),
  };
}

function expectation(claims: readonly Claim[]): string {
  const wanted = claims.flatMap(({ better, than, measure, expect }) =>
    expect === null ? [] : [`${better} over ${than}, ${measure}: ${verdictWords(expect)}`],
  );
  return wanted.length === 0 ? 'every path can be measured' : wanted.join('; ');
}

function claimWords({ better, than, measure, factor, verdict }: JudgedClaim): string {
  return `${better} over ${than}, ${measure}: ${verdictWords(verdict)}, ${factorWords(factor)}`;
}

/** `×1.21 (1.15 to 1.27)`. */
function factorWords({ median, low, high }: Figure): string {
  return `×${number(median)} (${number(low)} to ${number(high)})`;
}

function verdictWords(verdict: ClaimVerdict): string {
  return verdict.replaceAll('_', ' ');
}
