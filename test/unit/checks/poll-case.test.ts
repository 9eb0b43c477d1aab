import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Attempt, Case } from '../../../src/checks/check.ts';
import { pollCase } from '../../../src/checks/run/poll-case.ts';
import { HarnessError } from '../../../src/lib/errors.ts';
import { endpoint, fakeLab, never } from './fake-lab.ts';

// The fake clock reaches the global timers alone.
vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number, value: unknown, { signal }: { signal: AbortSignal }) =>
    new Promise((resolve, reject) => {
      const aborted = () => {
        reject(new Error('aborted'));
      };
      if (signal.aborted) aborted();
      signal.addEventListener('abort', aborted);
      setTimeout(() => {
        signal.removeEventListener('abort', aborted);
        resolve(value);
      }, ms);
    }),
}));

function verdict(outcome: Attempt['outcome'], final = false): Attempt {
  return { outcome, final, expected: 'expected', observed: outcome, evidence: [] };
}

/** Gives or throws one step a try, the last one again and again. */
function caseOf(...steps: readonly (Attempt | Error)[]): Case & { readonly tries: () => number } {
  let tries = 0;
  return {
    key: 'key',
    title: 'a title',
    at: endpoint('node1'),
    tries: () => tries,
    attempt: () => {
      const step = steps[Math.min(tries++, steps.length - 1)];
      return step instanceof Error || step === undefined
        ? Promise.reject(step ?? new Error('no step'))
        : Promise.resolve(step);
    },
  };
}

const lab = fakeLab({});

describe('pollCase', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('makes the first try at once', async () => {
    const result = await pollCase(caseOf(verdict('pass')), 0, lab, never);
    expect(result).toMatchObject({ attempts: 1, last: { outcome: 'pass' } });
  });

  it('tries again with growing pauses until it passes', async () => {
    const tried = caseOf(verdict('fail'), verdict('fail'), verdict('fail'), verdict('pass'));
    const result = pollCase(tried, 10_000, lab, never);
    const triesAfter = async (ms: number) => {
      await vi.advanceTimersByTimeAsync(ms);
      return tried.tries();
    };
    expect(await triesAfter(99)).toBe(1);
    expect(await triesAfter(1)).toBe(2);
    expect(await triesAfter(199)).toBe(2);
    expect(await triesAfter(1)).toBe(3);
    expect(await triesAfter(400)).toBe(4);
    expect(await result).toMatchObject({ attempts: 4, durationMs: 700, last: { outcome: 'pass' } });
  });

  it('gives up at the deadline, scaled by the time factor', async () => {
    const deadline = async (timeFactor: number) => {
      const slow = pollCase(caseOf(verdict('fail')), 1000, fakeLab({ timeFactor }), never);
      await vi.advanceTimersByTimeAsync(20_000);
      return slow;
    };
    expect(await deadline(1)).toMatchObject({ attempts: 4, durationMs: 700 });
    expect(await deadline(4)).toMatchObject({ attempts: 7, durationMs: 3500 });
  });

  it('takes a final verdict as the last', async () => {
    const tried = caseOf(verdict('fail', true), verdict('pass'));
    const result = await pollCase(tried, 10_000, lab, never);
    expect(result).toMatchObject({ attempts: 1, last: { outcome: 'fail' } });
  });

  it('forgets an error when a later try is judged', async () => {
    const result = pollCase(caseOf(new HarnessError('lost'), verdict('fail')), 250, lab, never);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await result).toMatchObject({ attempts: 2, last: { outcome: 'fail' } });
  });

  it('reports an error that no later try outlived, with its remedy', async () => {
    const error = new HarnessError('lost', { remedy: 'plug it in' });
    expect(await pollCase(caseOf(error), 0, lab, never)).toMatchObject({
      attempts: 1,
      last: { outcome: 'error', expected: 'a title', observed: 'lost (plug it in)' },
    });
  });

  it('does not take a defect for an error of the harness', async () => {
    const defect = pollCase(caseOf(new TypeError('defect')), 10_000, lab, never);
    await expect(defect).rejects.toThrow('defect');
  });

  it('ends with the signal, between tries and in one', async () => {
    const controller = new AbortController();
    const paused = pollCase(caseOf(verdict('fail')), 10_000, lab, controller.signal);
    const caught = expect(paused).rejects.toThrow('stop');
    controller.abort(new Error('stop'));
    await caught;

    const during = new AbortController();
    const tried: Case = {
      ...caseOf(),
      attempt: () => {
        during.abort(new Error('stop'));
        return Promise.reject(new HarnessError('connection closed'));
      },
    };
    await expect(pollCase(tried, 10_000, lab, during.signal)).rejects.toThrow('stop');
  });
});
