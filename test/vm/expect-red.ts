import { expect } from 'vitest';
import type { Breakage } from './breakage.ts';
import { takeStock } from './leftovers.ts';
import { runQuickly } from './quick-provider.ts';
import { edited, impatient } from './scenario-text.ts';
import { type PrivateHost, recordOf } from './wirelab.ts';

/** Runs the scenario broken so, and expects the check to fail that must, and nothing to be left. */
export async function expectRed(
  { scenario, edits, failing, saying = '', filter }: Breakage & { readonly scenario: string },
  host: PrivateHost,
): Promise<void> {
  const stock = takeStock(host);
  const file = host.write(scenario, impatient(edited(scenario, edits)));
  const chosen = filter === null ? [] : ['--filter', filter];
  const ended = await runQuickly(host, ['run', file, ...chosen, '--json']);
  const record = recordOf(ended);
  const failed = record.checks.filter(({ outcome }) => outcome === 'fail');
  const saw = failed.map(({ id, observed }) => ({ id, observed }));
  expect(saw).toContainEqual({
    id: expect.stringContaining(failing) as string,
    observed: expect.stringContaining(saying) as string,
  });
  expect(record).toMatchObject({ outcome: 'failed', problems: [] });
  expect(ended.code).toBe(1);
  await stock.expectNothingLeft();
}
