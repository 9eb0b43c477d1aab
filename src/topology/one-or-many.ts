/** The items of what a scenario writes as one item, as a list, or not at all. */
export function listOf<T extends string | number>(
  value: T | readonly T[] | undefined,
): readonly T[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [value];
}
