import { expect, test } from 'vitest';
import { poll } from '../../../src/lib/poll.ts';

const quick = {
  signal: new AbortController().signal,
  deadlineMs: 10_000,
  firstPauseMs: 1,
  maxPauseMs: 2,
};

test('returns the first value and counts the tries', async () => {
  const result = await poll(({ number }) => Promise.resolve(number === 4 ? 'four' : null), quick);
  expect(result).toMatchObject({ value: 'four', tries: 4 });
});

test('tries once even when the deadline is now, and ends with null', async () => {
  const result = await poll(() => Promise.resolve(null), { ...quick, deadlineMs: 0 });
  expect(result).toMatchObject({ value: null, tries: 1 });
});

test('an error of a try ends the polling', async () => {
  const error = new Error('final');
  await expect(poll(() => Promise.reject(error), quick)).rejects.toBe(error);
});

test('an abort during the pause rejects with the reason', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  const attempt = () => {
    queueMicrotask(() => {
      controller.abort(reason);
    });
    return Promise.resolve(null);
  };
  const options = { ...quick, signal: controller.signal, firstPauseMs: 5000 };
  await expect(poll(attempt, options)).rejects.toBe(reason);
});

test('a signal that has fired before allows no try', async () => {
  const reason = new Error('too late');
  const options = { ...quick, signal: AbortSignal.abort(reason) };
  await expect(poll(() => Promise.resolve('never'), options)).rejects.toBe(reason);
});
