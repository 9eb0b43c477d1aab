import { expect, test } from 'vitest';
import { doJobs, type Job } from '../../../src/runner/jobs.ts';

/** Jobs that note when they begin and end; each lasts until it is told to end. */
class Jobs {
  readonly log: string[] = [];
  readonly #ends = new Map<string, () => void>();

  job(name: string, { memoryMib = 1, alone = false, error = '' } = {}): Job {
    return {
      memoryMib,
      alone,
      work: async () => {
        this.log.push(`+${name}`);
        await new Promise<void>((resolve) => this.#ends.set(name, resolve));
        this.log.push(`-${name}`);
        if (error !== '') throw new Error(error);
      },
    };
  }

  /** Ends jobs in this order, letting others begin in between. */
  async end(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      await expect.poll(() => this.#ends.has(name)).toBe(true);
      this.#ends.get(name)?.();
      await expect.poll(() => this.log).toContain(`-${name}`);
    }
  }
}

const limits = { atOnce: 2, memoryMib: 10, signal: new AbortController().signal };

test('as many as are allowed are done at once, in their order', async () => {
  const jobs = new Jobs();
  const done = doJobs([jobs.job('a'), jobs.job('b'), jobs.job('c')], limits);
  await jobs.end('b', 'a', 'c');
  await done;
  expect(jobs.log).toEqual(['+a', '+b', '-b', '+c', '-a', '-c']);
});

test('a job for which there is no memory lets others pass', async () => {
  const jobs = new Jobs();
  const list = [
    jobs.job('a', { memoryMib: 6 }),
    jobs.job('b', { memoryMib: 5 }),
    jobs.job('c', { memoryMib: 4 }),
  ];
  const done = doJobs(list, limits);
  await jobs.end('a', 'c', 'b');
  await done;
  expect(jobs.log.slice(0, 2)).toEqual(['+a', '+c']);
});

test('a job that takes more than there is gets its chance when no other is done', async () => {
  const jobs = new Jobs();
  const done = doJobs([jobs.job('huge', { memoryMib: 99 }), jobs.job('b')], limits);
  await jobs.end('huge', 'b');
  await done;
  expect(jobs.log).toEqual(['+huge', '-huge', '+b', '-b']);
});

test('those that want to be alone are, at the end', async () => {
  const jobs = new Jobs();
  const alone = { alone: true };
  const list = [jobs.job('a', alone), jobs.job('b'), jobs.job('c', alone), jobs.job('d')];
  const done = doJobs(list, limits);
  await jobs.end('d', 'b', 'a', 'c');
  await done;
  expect(jobs.log).toEqual(['+b', '+d', '-d', '-b', '+a', '-a', '+c', '-c']);
});

test('a job that fails stops no other, and its error is thrown at the end', async () => {
  const jobs = new Jobs();
  const list = [jobs.job('a', { error: 'a broke' }), jobs.job('b'), jobs.job('c')];
  const done = expect(doJobs(list, limits)).rejects.toThrow('a broke');
  await jobs.end('a', 'b', 'c');
  await done;
});

test('after an abort nothing begins, and what runs is waited for', async () => {
  const jobs = new Jobs();
  const controller = new AbortController();
  const list = [jobs.job('a'), jobs.job('b'), jobs.job('c')];
  const done = doJobs(list, { ...limits, signal: controller.signal });
  controller.abort();
  await jobs.end('a', 'b');
  await done;
  expect(jobs.log).toEqual(['+a', '+b', '-a', '-b']);
});
