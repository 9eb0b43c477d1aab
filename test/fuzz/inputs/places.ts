/** Documents as trees of places. */

type Json = Record<string, unknown> | unknown[];

/** A place in a document: a collection and the key of what is in it. */
export interface Place {
  readonly inside: Json;
  readonly key: string;
  /** Keys from the root of the document, this one last. */
  readonly path: readonly string[];
}

/** All places, a collection in front of what is in it. */
export function placesIn(value: unknown, above: readonly string[] = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = value as Json;
  return Object.keys(inside).flatMap((key) => {
    const path = [...above, key];
    return [{ inside, key, path }, ...placesIn(get(inside, key), path)];
  });
}

export function get(inside: Json, key: string): unknown {
  return (inside as Record<string, unknown>)[key];
}

export function set({ inside, key }: Omit<Place, 'path'>, value: unknown): void {
  (inside as Record<string, unknown>)[key] = value;
}

/** Takes what is there out. */
export function take({ inside, key }: Omit<Place, 'path'>): unknown {
  const value = get(inside, key);
  if (Array.isArray(inside)) inside.splice(Number(key), 1);
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- keys are what is mutated
  else delete inside[key];
  return value;
}
