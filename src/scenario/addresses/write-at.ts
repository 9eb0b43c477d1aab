import type { Path } from '../yaml/tree.ts';

/** A value with what its path leads to replaced, or taken out when the new value is undefined. */
export function writeAt<T>(whole: T, path: Path, value: unknown): T {
  return written(whole, path, value) as T;
}

/** What a path leads to; undefined for a miss. */
export function readAt(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    whole,
  );
}

function written(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const below = written(readAt(whole, [key]), rest, value);
  if (Array.isArray(whole)) return whole.with(Number(key), below);
  const entries = Object.entries(whole ?? {}).filter(([name]) => name !== key);
  if (below === undefined) return Object.fromEntries(entries);
  const known = Object.keys(whole ?? {}).includes(String(key));
  return known
    ? { ...(whole as object), [key]: below }
    : Object.fromEntries([...entries, [key, below]]);
}
