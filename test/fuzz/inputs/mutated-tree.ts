/** Files that are sound YAML, with other things in them than were meant. */
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { hostileValues } from './hostile.ts';
import { get, type Place, placesIn, set, take } from './places.ts';

type Edit = (places: readonly Place[]) => void;

const anywhere = fc.nat({ max: 2 ** 24 });
const value = fc.constantFrom(...hostileValues);

function atPlace(place: number, edit: (found: Place, places: readonly Place[]) => void): Edit {
  return (places) => {
    const found = places[place % Math.max(1, places.length)];
    if (found !== undefined) edit(found, places);
  };
}

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(anywhere, value).map(([place, other]) =>
    atPlace(place, (found) => {
      set(found, other);
    }),
  ),
  anywhere.map((place) =>
    atPlace(place, (found) => {
      take(found);
    }),
  ),
  fc.tuple(anywhere, anywhere).map(([place, other]) =>
    atPlace(place, (found, places) => {
      const source = places[other % places.length];
      if (source !== undefined) set(found, structuredClone(get(source.inside, source.key)));
    }),
  ),
  fc.tuple(anywhere, fc.string()).map(([place, name]) =>
    atPlace(place, ({ inside, key }) => {
      if (Array.isArray(inside)) inside.push(structuredClone(get(inside, key)));
      else set({ inside, key: name }, take({ inside, key }));
    }),
  ),
  anywhere.map((place) =>
    atPlace(place, (found) => {
      set(found, [get(found.inside, found.key)]);
    }),
  ),
  fc.tuple(anywhere, fc.integer({ min: -1000, max: 70_000 })).map(([place, number]) =>
    atPlace(place, (_, places) => {
      const numbers = places.filter(({ inside, key }) => typeof get(inside, key) === 'number');
      const found = numbers[place % Math.max(1, numbers.length)];
      if (found !== undefined) set(found, number);
    }),
  ),
);

/** Texts, each with one to four things in it changed. */
export function mutatedTree(texts: readonly string[]): fc.Arbitrary<string> {
  const list = fc.array(edits, { minLength: 1, maxLength: 4 });
  return fc.tuple(fc.constantFrom(...texts), list).map(([text, all]) => {
    const root = { document: parse(text, { merge: true }) as unknown };
    for (const edit of all) edit(placesIn(root.document));
    return stringify(root.document, { aliasDuplicateObjects: false });
  });
}
