/** Round-trip times that iputils' ping prints, a line an answer. */

const ANSWER = /^\d+ bytes from .*\bicmp_seq=(\d+) .*\btime=([\d.]+) ms/gm;

/** In milliseconds, in the order of the requests; a duplicate counts once. */
export function parsePingTimes(output: string): readonly number[] {
  const bySequence = new Map<number, number>();
  for (const [, sequence = '', time] of output.matchAll(ANSWER)) {
    if (!bySequence.has(Number(sequence))) bySequence.set(Number(sequence), Number(time));
  }
  const inOrder = [...bySequence].toSorted(([one], [other]) => one - other);
  return inOrder.map(([, time]) => time);
}
