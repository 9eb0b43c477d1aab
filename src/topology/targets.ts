/** Turns what a check names into what a probe is sent to. */
import { parseAddress } from '../scenario/parse/address.ts';
import type { Target } from './checks/parts.ts';
import type { Family } from './prefix.ts';
import { findPlace, mainAddress, ownerOf, type Place } from './places.ts';

const FAMILIES: readonly Family[] = [4, 6];

/**
 * The targets that a text means to a source: a literal address is itself; an endpoint is one
 * target for each family in which both ends have an address. Empty when they have none in common.
 */
export function targetsFor(text: string, from: Place, places: readonly Place[]): readonly Target[] {
  const literal = parseAddress(text);
  if (literal !== null) {
    const endpoint = ownerOf(places, literal.address)?.endpoint ?? null;
    return [{ label: text, address: literal.address, family: literal.family, endpoint }];
  }
  const place = findPlace(places, text);
  if (place === undefined) return [];
  const targets = FAMILIES.flatMap((family): Target[] => {
    const address = mainAddress(place, family);
    const possible = address !== null && mainAddress(from, family) !== null;
    return possible ? [{ label: text, address, family, endpoint: place.endpoint }] : [];
  });
  // Two targets of one name must be told apart.
  return targets.length < 2
    ? targets
    : targets.map((target) => ({ ...target, label: `${text} (IPv${target.family})` }));
}
