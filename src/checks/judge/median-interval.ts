/**
 * The median of samples, and an interval that holds the median of what they were drawn from with at
 * least 95 %. Each sample lies below that median with probability one half, whatever their
 * distribution is, so the number below it is binomial; the interval goes from the k-th smallest to
 * the k-th largest sample, for the greatest k that leaves 95 %. With n = 9, k is 2: one sample that
 * went wrong on either side changes nothing.
 */
export interface MedianInterval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** How sure the interval is: at least 0.95. */
  readonly confidence: number;
}

const CONFIDENCE = 0.95;

/** Null when there are fewer than six samples: even from the least to the greatest is less sure. */
export function medianInterval(samples: readonly number[]): MedianInterval | null {
  const sorted = samples.toSorted((a, b) => a - b);
  const n = sorted.length;
  let rank = 0;
  let tail = 0; // P(fewer than `rank` of n samples lie below the median)
  let outside = 0.5 ** n;
  while (1 - 2 * (tail + outside) >= CONFIDENCE && rank < n / 2) {
    tail += outside;
    outside *= (n - rank) / (rank + 1);
    rank += 1;
  }
  const low = sorted[rank - 1];
  const high = sorted[n - rank];
  if (low === undefined || high === undefined) return null;
  return { median: medianOf(sorted), low, high, confidence: 1 - 2 * tail };
}

/** Of numbers in their order. */
function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  const above = sorted[Math.floor(middle)] ?? NaN;
  if (sorted.length % 2 === 1) return above;
  return (above + (sorted[middle - 1] ?? NaN)) / 2;
}
