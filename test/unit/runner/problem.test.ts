import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HarnessError, UsageError } from '../../../src/lib/errors.ts';
import { Failures } from '../../../src/runner/all-at-once.ts';
import { problemsOf, stopProblem } from '../../../src/runner/problem.ts';
import { RunTimeout } from '../../../src/runner/run-timeout.ts';
import { StateMismatch } from '../../../src/runner/state-mismatch.ts';

const plain = { remedy: null, detail: null };

function systemError(): unknown {
  try {
    return readFileSync('/nowhere');
  } catch (error) {
    return error;
  }
}

test.each([
  [new UsageError('no such check'), { message: 'no such check', ...plain }],
  [new HarnessError('no disk'), { message: 'no disk', ...plain }],
  [
    new HarnessError('no disk', { remedy: 'buy one' }),
    { message: 'no disk', remedy: 'buy one', detail: null },
  ],
  [
    new StateMismatch('node1', '-a\n+b'),
    {
      message: 'node1 is not in the state that was configured',
      remedy: expect.any(String) as string,
      detail: '-a\n+b',
    },
  ],
  [systemError(), { message: "ENOENT: no such file or directory, open '/nowhere'", ...plain }],
  [
    Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC', syscall: 'write' }),
    { message: 'ENOSPC: no space left', remedy: 'make room on that disk', detail: null },
  ],
])('%s', (error, problem) => {
  expect(problemsOf(error)).toEqual([problem]);
});

test('a defect brings its stack, and is to be reported', () => {
  expect(problemsOf(new TypeError('x is undefined'))).toEqual([
    {
      message: 'TypeError: x is undefined',
      remedy: 'please report this defect of wirelab',
      detail: expect.stringContaining('problem.test.ts') as string,
    },
  ]);
});

test('several failures are several problems', () => {
  const failures = new Failures([new HarnessError('one'), new HarnessError('two')]);
  expect(problemsOf(failures).map(({ message }) => message)).toEqual(['one', 'two']);
});

test('what stopped a run is no defect', () => {
  expect(stopProblem(new Error('interrupted by SIGINT'))).toEqual({
    message: 'interrupted by SIGINT',
    ...plain,
  });
  expect(stopProblem(new RunTimeout(90_000))).toEqual({
    message: 'no verdict within 90 s',
    remedy: 'allow more by --timeout',
    detail: null,
  });
});
