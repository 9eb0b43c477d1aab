import { afterAll, expect, it } from 'vitest';
import { takeStock } from './leftovers.ts';
import { privateHost, recordOf } from './wirelab.ts';

const host = privateHost();
afterAll(() => {
  host.remove();
});

it('runs the same scenario twice at the same time', async () => {
  const stock = takeStock(host);
  const run = () => host.run(['run', 'multi-node-same-l2', '--json']);
  const ends = await Promise.all([run(), run()]);
  const records = ends.map(recordOf);
  expect(records.map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
  expect(new Set(records.map(({ lab }) => lab)).size).toBe(2);
  expect(ends.map(({ code }) => code)).toEqual([0, 0]);
  await stock.expectNothingLeft();
});
