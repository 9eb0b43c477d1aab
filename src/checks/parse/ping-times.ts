/** Round-trip times that iputils' ping prints, a line an answer. */

const ANSWER = /^\d+ bytes from .*\bicmp_seq=(\d+) .*\btime=([\d.]+) ms/gm;

/** In milliseconds, in the order of the answers; a duplicate counts once. */
export function parsePingTimes(output: string): readonly number[] {
  const bySequence = new Map<string, number>();
  for (const [, sequence = '', time] of output.matchAll(ANSWER)) {
    if (!bySequence.has(sequence)) bySequence.set(sequence, Number(time));
  }
  return [...bySequence.values()];
}
