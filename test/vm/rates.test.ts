import { expect, it } from 'vitest';
import { takeStock } from './leftovers.ts';
import { privateHost, recordOf } from './wirelab.ts';

it('dataplanes are measured side by side', async () => {
  const host = privateHost();
  const stock = takeStock(host);
  const { outcome, checks } = recordOf(await host.run(['run', 'dataplane-comparison', '--json']));
  expect(checks.filter((check) => check.outcome !== 'pass')).toEqual([]);
  expect(checks.length).toBeGreaterThanOrEqual(3);
  expect(outcome).toBe('passed');
  await stock.expectNothingLeft();
  host.remove();
});
