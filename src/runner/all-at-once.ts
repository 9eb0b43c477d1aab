/** Several things failed at once, each for a reason of its own. */
export class Failures extends Error {
  override readonly name = 'Failures';
  readonly all: readonly unknown[];

  constructor(all: readonly unknown[]) {
    super(all.map((error) => (error instanceof Error ? error.message : String(error))).join('\n'));
    this.all = all;
  }
}

/**
 * Works on all items at once. Returns, or throws, when all work has ended: a single failure as it
 * is, several as Failures.
 */
export async function allAtOnce<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const settled = await Promise.allSettled(items.map(work));
  const reasons = settled.flatMap((end): unknown[] =>
    end.status === 'rejected' ? [end.reason] : [],
  );
  const failures = [...new Set(reasons)];
  if (failures.length > 1) throw new Failures(failures);
  if (failures.length === 1) throw failures[0];
  return settled.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
}
