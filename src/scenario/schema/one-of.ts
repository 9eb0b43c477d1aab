/** For things that have one key of several, which says what they are. */

/** Which of the keys a thing has. */
export function keysOf<K extends string>(
  thing: Readonly<Partial<Record<K, unknown>>>,
  keys: readonly K[],
): readonly K[] {
  return keys.filter((key) => thing[key] !== undefined);
}

/** What to say when a thing has none of the keys, or more than one. */
export function notOneOf(thing: unknown, keys: readonly string[]): string {
  const found = keysOf((thing ?? {}) as Readonly<Record<string, unknown>>, keys);
  return `expected one of ${keys.join(', ')}, found ${found.length === 0 ? 'none' : found.join(' and ')}`;
}
