/** The clock of the host is set while a run goes on. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namespaceFailure } from '../../src/lib/user-namespace.ts';
import { takeStock } from '../vm/leftovers.ts';
import { lasts, pair } from '../vm/scenario-text.ts';
import { privateHost, recordOf } from '../vm/wirelab.ts';

const pings = 'reach: { from: node1, to: node2, count: 5 }';
const weekMs = 7 * 24 * 60 * 60 * 1000;

/** Half a second after the start, the clock that Node reads tells another time. */
const jumping = (byMs: number): string => `
const Real = Date;
const offset = () => (performance.now() > 500 ? ${byMs} : 0);
globalThis.Date = class extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [Real.now() + offset()] : given));
  }
  static now() {
    return Real.now() + offset();
  }
};
`;

describe.runIf(namespaceFailure() === null).each([
  ['ahead', weekMs],
  ['back', -weekMs],
])('a clock that jumps a week %s', (_, byMs) => {
  let directory: string;
  let preload: string;
  beforeAll(() => {
    directory = mkdtempSync('/tmp/wl-clock-');
    preload = join(directory, 'clock.mjs');
    writeFileSync(preload, jumping(byMs));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it.each([
    ['no verdict', pings, [], 'passed', 0],
    ['no time limit', lasts, ['--timeout', '2s'], 'timeout', 124],
  ] as const)('changes %s', async (_what, check, flags, outcome, code) => {
    const host = privateHost({ NODE_OPTIONS: `--import=${preload}` });
    const stock = takeStock(host);
    const file = host.write('pair', pair(check));
    const ended = await host.run(['run', file, ...flags, '--provider', 'netns', '--json']);
    expect(recordOf(ended).outcome).toBe(outcome);
    expect(ended.code).toBe(code);
    await stock.expectNothingLeft();
    host.remove();
  });
});
