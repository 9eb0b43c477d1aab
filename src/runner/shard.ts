/** One part of a catalogue that several machines run together. */
export interface Shard {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/**
 * The items of one shard, in their order. Every item is in exactly one shard, the weights of the
 * shards are about the same, and the same input always gives the same parts: the heaviest item
 * that is left goes to the lightest shard.
 */
export function shardOf<T>(
  items: readonly T[],
  { number, of }: Shard,
  weightOf: (item: T) => number,
): readonly T[] {
  const weights = new Array<number>(of).fill(0);
  const mine = new Set<T>();
  const heaviestFirst = items.toSorted((a, b) => weightOf(b) - weightOf(a));
  for (const item of heaviestFirst) {
    const lightest = weights.indexOf(Math.min(...weights));
    weights[lightest] = (weights[lightest] ?? 0) + weightOf(item);
    if (lightest === number - 1) mine.add(item);
  }
  return items.filter((item) => mine.has(item));
}
