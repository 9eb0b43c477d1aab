/** What iputils' ping prints with `-D`: when each answer came, in seconds since the epoch. */

const ANSWER = /^\[(\d+\.\d+)\] \d+ bytes from .*\bicmp_seq=(\d+) .*\btime=([\d.]+) ms/gm;

export interface TimedAnswer {
  readonly sequence: number;
  /** When the request was sent, in ms since the epoch. */
  readonly sentMs: number;
}

/** In the order of the requests; a duplicate counts once. */
export function parseTimedAnswers(output: string): readonly TimedAnswer[] {
  const bySequence = new Map<number, TimedAnswer>();
  for (const [, at, number, time] of output.matchAll(ANSWER)) {
    const sequence = Number(number);
    if (bySequence.has(sequence)) continue;
    bySequence.set(sequence, { sequence, sentMs: Number(at) * 1000 - Number(time) });
  }
  return [...bySequence.values()].sort((one, other) => one.sequence - other.sequence);
}
