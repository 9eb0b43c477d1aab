import { isDeepStrictEqual } from 'node:util';
import type { GivenText } from '../addresses/given.ts';
import { readAt, writeAt } from '../addresses/write-at.ts';
import type { RawScenario } from '../schema/scenario.ts';

/** A scenario as it is written, and with what was left out written out. */
export interface Given {
  readonly written: RawScenario;
  readonly filled: RawScenario;
  /** What was written out, in this stage or before. */
  readonly given: readonly GivenText[];
}

/**
 * Writes into a stage what was given before to what is still there, so that nobody gets another
 * address because the lab has changed around him.
 */
export function carryOver(before: Given, written: RawScenario): RawScenario {
  return before.given.reduce((whole, { path }) => {
    const holder = readAt(written, path.slice(0, -1));
    const isSame = isDeepStrictEqual(readAt(written, path), readAt(before.written, path));
    const value = readAt(before.filled, path);
    return holder === undefined || !isSame || value === undefined
      ? whole
      : writeAt(whole, path, value);
  }, written);
}
