import { expect, it } from 'vitest';
import { batches } from '../../../../src/providers/vagrant/batches.ts';

it('does together what is asked for at the same moment, and one batch after the other', async () => {
  const log: string[] = [];
  const ask = batches(async (items: readonly string[]) => {
    log.push(`begin ${items.join(' ')}`);
    await new Promise((resolve) => setImmediate(resolve));
    log.push(`end ${items.join(' ')}`);
    return items.length;
  });
  const first = [ask('a'), ask('b')];
  await new Promise((resolve) => setImmediate(resolve));
  const second = ask('c');
  expect(await Promise.all([...first, second])).toEqual([2, 2, 1]);
  expect(log).toEqual(['begin a b', 'end a b', 'begin c', 'end c']);
});

it('fails all of a batch, and none of the next', async () => {
  const ask = batches((items: readonly string[]) =>
    items.includes('bad') ? Promise.reject(new Error('no')) : Promise.resolve(items.length),
  );
  const outcomes = await Promise.allSettled([ask('good'), ask('bad')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ask('good')).toBe(1);
});
