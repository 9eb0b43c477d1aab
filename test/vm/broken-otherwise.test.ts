import { describe } from 'vitest';
import { loadBreakages } from './breakage.ts';
import { expectRed } from './expect-red.ts';
import { it } from './own-host.ts';

const { others } = await loadBreakages();

describe.concurrent.each(others)('$scenario, when $what', (breakage) => {
  it(`fails at ${breakage.failing}, and leaves nothing behind`, ({ host }) =>
    expectRed(breakage, host));
});
