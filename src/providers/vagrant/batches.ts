/**
 * Gathers what is asked for at the same moment, so that it is done by one call: vagrant takes a
 * second to start, and works on machines side by side only within one process.
 */
export function batches<T, R>(work: (items: readonly T[]) => Promise<R>): (item: T) => Promise<R> {
  let waiting: { readonly items: T[]; readonly result: Promise<R> } | null = null;
  let before: Promise<unknown> = Promise.resolve();

  function open(): { readonly items: T[]; readonly result: Promise<R> } {
    const items: T[] = [];
    const gathered = new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    const result = Promise.all([gathered, before]).then(() => {
      waiting = null;
      return work(items);
    });
    before = result.catch(() => undefined);
    return { items, result };
  }

  return (item) => {
    waiting ??= open();
    waiting.items.push(item);
    return waiting.result;
  };
}
