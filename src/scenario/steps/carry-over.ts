import { isDeepStrictEqual } from 'node:util';
import type { GivenText } from '../addresses/given.ts';
import { readAt, writeAt } from '../addresses/write-at.ts';
import type { RawScenario } from '../schema/scenario.ts';
import { NONE } from '../schema/text.ts';

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
    if (readAt(written, path.slice(0, -1)) === undefined) return whole;
    const [old, filled, now] = [before.written, before.filled, written].map((scenario) =>
      readAt(scenario, path),
    );
    const value = isDeepStrictEqual(old, now) ? filled : joined(path.at(-1), old, filled, now);
    return value === undefined ? whole : writeAt(whole, path, value);
  }, written);
}

/**
 * What was there, with what the step has written since, and without what it has taken away.
 * Undefined for what is found anew: gateways and routes, which nobody is known by.
 */
function joined(
  key: PropertyKey | undefined,
  old: unknown,
  filled: unknown,
  now: unknown,
): unknown {
  if (key === 'sysctls') {
    const given = Object.entries(mapping(filled)).filter(([name]) => !(name in mapping(old)));
    return { ...Object.fromEntries(given), ...mapping(now) };
  }
  if (key !== 'address' || now === NONE) return undefined;
  const kept = items(filled).filter(
    (item) => !items(old).includes(item) || items(now).includes(item),
  );
  return [...kept, ...items(now).filter((item) => !items(old).includes(item))];
}

function mapping(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

/** One item alone is a list of one; what is not there is none. */
function items(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
