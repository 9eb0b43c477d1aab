/** Each scenario, broken in one way: see broken-otherwise.test.ts for the others. */
import { describe } from 'vitest';
import { loadBreakages } from './breakage.ts';
import { expectRed } from './expect-red.ts';
import { it } from './own-host.ts';

const { first } = await loadBreakages();

describe.concurrent.each(first)('$scenario, when $what', (breakage) => {
  it(`fails at ${breakage.failing}, and leaves nothing behind`, ({ host }) =>
    expectRed(breakage, host));
});
