import type { ExpectedHop } from '../../topology/checks/path.ts';
import type { TracedHop, TracedPath } from '../parse/traceroute.ts';

/** `172.16.0.1 → 10.0.0.20 → *`. */
export function hopsWords(hops: readonly TracedHop[]): string {
  const words = hops.map(({ address, note }) =>
    note === null ? (address ?? '*') : `${address ?? '*'} (${note})`,
  );
  return words.length === 0 ? 'no hop' : words.join(' → ');
}

/** The hops as far as somebody answered, or as far as they were expected. */
export function answeredHops(
  { hops }: TracedPath,
  expected: readonly ExpectedHop[],
): readonly TracedHop[] {
  const last = hops.findLastIndex(({ address }) => address !== null);
  return hops.slice(0, Math.max(last + 1, Math.min(expected.length, hops.length)));
}

/** Why the way is not the expected one; null when it is. */
export function pathObjection(expected: readonly ExpectedHop[], path: TracedPath): string | null {
  if (path.refusal !== null) return path.refusal;
  const hops = answeredHops(path, expected);
  const wrong = expected.findIndex((hop, index) => !isMeant(hop, hops[index]));
  const saw = hopsWords(hops);
  if (wrong >= 0) return `${saw}: hop ${wrong + 1} is not ${expected[wrong]?.label ?? ''}`;
  if (hops.length > expected.length) {
    return `${saw}: ${hops.length} hops instead of ${expected.length}`;
  }
  const rejected = hops.find(({ note }) => note !== null);
  return rejected === undefined ? null : `${saw}: it was rejected`;
}

function isMeant({ addresses }: ExpectedHop, hop: TracedHop | undefined): boolean {
  if (hop === undefined) return false;
  return addresses === null || (hop.address !== null && addresses.includes(hop.address));
}
