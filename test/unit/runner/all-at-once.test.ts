import { expect, test } from 'vitest';
import { allAtOnce } from '../../../src/runner/all-at-once.ts';
import { Attempts } from '../../../src/runner/attempts.ts';

test('results come in the order of the items, whoever ends first', async () => {
  let releaseFirst: (() => void) | undefined;
  const first = new Promise<void>((resolve) => (releaseFirst = resolve));
  const work = async (item: number): Promise<number> => {
    if (item === 1) await first;
    else releaseFirst?.();
    return item * 10;
  };
  expect(await allAtOnce([1, 2], work)).toEqual([10, 20]);
});

test('a failure is thrown as it is, once all work has ended', async () => {
  const ended: string[] = [];
  const failure = new Error('broken');
  const work = async (item: string): Promise<void> => {
    if (item === 'broken') throw failure;
    await new Promise(setImmediate);
    ended.push(item);
  };
  await expect(allAtOnce(['broken', 'well'], work)).rejects.toBe(failure);
  expect(ended).toEqual(['well']);
});

test('the same reason counts once, different ones are thrown together', async () => {
  const reason = new Error('stopped');
  await expect(allAtOnce([1, 2], () => Promise.reject(reason))).rejects.toBe(reason);
  const each = (item: string) => Promise.reject(new Error(item));
  await expect(allAtOnce(['one', 'two'], each)).rejects.toMatchObject({
    name: 'Failures',
    message: 'one\ntwo',
  });
});

test('attempts go on after a failure, and keep what failed', async () => {
  const attempts = new Attempts();
  await attempts.make('first', () => Promise.reject(new Error('no')));
  await attempts.make('second', () => Promise.resolve());
  await attempts.make('third', () => {
    throw new TypeError('never');
  });
  expect(attempts.failures()).toEqual(['first: no', 'third: never']);
});
