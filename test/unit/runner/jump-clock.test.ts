import { expect, test } from 'vitest';
import { jumpClock } from '../../../src/runner/jump-clock.ts';
import type { ExecResult, Transport } from '../../../src/transport/transport.ts';

const HOUR_MS = 3_600_000;
const wallMs = 1_795_311_000_000;

/** A node that answers so, and what it was given to run. */
function answering(answer: Partial<ExecResult>): {
  readonly transport: Transport;
  readonly scripts: readonly string[];
} {
  const scripts: string[] = [];
  const unused = () => Promise.reject(new Error('no files are copied'));
  return {
    scripts,
    transport: {
      exec: (_argv, { stdin = '' } = {}) => {
        scripts.push(String(stdin));
        const result = { exitCode: 0, stdout: '', stderr: '', durationMs: 1, timedOut: false };
        return Promise.resolve({ ...result, ...answer });
      },
      put: unused,
      get: unused,
      close: () => Promise.resolve(),
    },
  };
}

const readings = (byMs: number): string =>
  `clock 10.00 ${wallMs} 10.02\nclock 10.10 ${wallMs + 100 + byMs} 10.12\n`;
const back = { kind: 'clock', node: 'node1', byMs: -HOUR_MS } as const;
const context = { signal: new AbortController().signal };

test('is set from what it shows, and read before and after', async () => {
  const { transport, scripts } = answering({ stdout: readings(-HOUR_MS) });
  await jumpClock(back, transport, context);
  const [script = ''] = scripts;
  expect(script.match(/date -u -s 'now -3600 seconds'/g)).toHaveLength(1);
  expect(script.match(/^read -r from _ <\/proc\/uptime; wall=/gm)).toHaveLength(2);
});

test.each([
  ['stays', 0],
  ['goes the other way', HOUR_MS],
  ['goes too far', -HOUR_MS - 1000],
])('is an error where it %s', async (_, byMs) => {
  const { transport } = answering({ stdout: readings(byMs) });
  await expect(jumpClock(back, transport, context)).rejects.toMatchObject({
    message: expect.stringContaining(
      `the clock of node1 was to jump by -3600 s, and has by ${(byMs / 1000).toFixed(2)} s`,
    ) as string,
  });
});

test('is an error where it cannot be set', async () => {
  const { transport } = answering({
    exitCode: 1,
    stderr: 'date: cannot set date: Operation not permitted\n',
  });
  await expect(jumpClock(back, transport, context)).rejects.toThrow(
    'the clock of node1 could not be set: date: cannot set date: Operation not permitted',
  );
});
