import { afterAll, expect, it } from 'vitest';
import { takeStock } from './leftovers.ts';
import { privateHost, recordOf } from './wirelab.ts';

const host = privateHost();
afterAll(() => {
  host.remove();
});

it('booting every node gives the same verdicts as restoring it', async () => {
  const stock = takeStock(host);
  const restored = recordOf(await host.run(['run', 'multi-node-same-l2', '--json']));
  const ended = await host.run(['run', 'multi-node-same-l2', '--no-template', '--json']);
  const booted = recordOf(ended);
  const verdicts = ({ checks }: typeof booted) => checks.map(({ id, outcome }) => [id, outcome]);
  expect(verdicts(booted)).toEqual(verdicts(restored));
  expect(booted.nodes.map(({ started }) => started)).toEqual(['cold boot', 'cold boot']);
  expect(booted.outcome).toBe('passed');
  expect(ended.code).toBe(0);
  await stock.expectNothingLeft();
});
