import { distance } from 'fastest-levenshtein';

/** Longer names are not worth the comparison, which takes the product of the lengths. */
const LONGEST = 64;

/** The candidate that is at most a third of the name's letters away from it, or null. */
export function nearest(name: string, candidates: readonly string[]): string | null {
  if (name.length > LONGEST) return null;
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: distance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  const limit = Math.max(1, Math.ceil(name.length / 3));
  return best !== undefined && best.distance <= limit ? best.candidate : null;
}

/** `did you mean …?` for a near miss, otherwise the choices after `label`. */
export function suggest(name: string, candidates: readonly string[], label: string): string | null {
  const near = nearest(name, candidates);
  if (near !== null) return `did you mean \`${near}\`?`;
  return candidates.length === 0 ? null : `${label}: ${candidates.join(', ')}`;
}
