/** What every transport must do, as tests. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HarnessError } from '../../src/lib/errors.ts';
import type { Transport } from '../../src/transport/transport.ts';

const mebibyte = 1024 * 1024;

const hostileWords = [
  '',
  ' ',
  '-n',
  '--',
  "it's",
  '"double"',
  '$(id)',
  '`id`',
  '$HOME',
  '*',
  '~',
  '#no',
  'a;b&c|d>e',
  'two\nlines',
  'tab\there',
  'back\\slash\\',
  '!history',
  '{a,b}',
  'naïve 漢字 🙂',
  "'",
  'trailing newline\n',
];

export interface ConformanceOptions {
  /** Breaks the way to the node while commands run; left out where nothing can break. */
  readonly cut?: (transport: Transport) => Promise<unknown>;
}

export function transportConformance(
  name: string,
  open: () => Promise<Transport>,
  { cut }: ConformanceOptions = {},
): void {
  describe(`${name} transport`, () => {
    let transport: Transport;
    let directory: string;
    const shell = (script: string) => transport.exec(['sh', '-c', script]);

    beforeAll(async () => {
      transport = await open();
      directory = (await transport.exec(['mktemp', '-d'])).stdout.trim();
    });
    afterAll(async () => {
      await transport.exec(['rm', '-r', directory]);
      await transport.close();
    });

    test.each([0, 1, 255])('exit code %i is data', async (code) => {
      expect(await shell(`exit ${code}`)).toMatchObject({ exitCode: code, timedOut: false });
    });

    test('a missing program is exit code 127', async () => {
      const result = await transport.exec(['wirelab-has-no-such-program']);
      expect(result.exitCode).toBe(127);
      expect(result.stderr).toContain('wirelab-has-no-such-program');
    });

    test.each([
      ['KILL', 137],
      ['TERM', 143],
    ])('ended by SIG%s is exit code %i', async (signal, exitCode) => {
      expect(await shell(`kill -${signal} $$`)).toMatchObject({ exitCode, timedOut: false });
    });

    test('a timed-out command is ended with its children and keeps its output', async () => {
      const script = 'echo out; echo err >&2; sleep 1000 & echo $!; wait';
      const result = await transport.exec(['sh', '-c', script], { timeoutMs: 1000 });
      expect(result).toMatchObject({ exitCode: null, timedOut: true, stderr: 'err\n' });
      const [out, child = ''] = result.stdout.split('\n');
      expect(out).toBe('out');
      expect(child).toMatch(/^\d+$/);
      const isGone = `[ ! -e /proc/${child} ] || grep -q '^State:.Z' /proc/${child}/status`;
      expect((await shell(isGone)).exitCode).toBe(0);
    });

    test('a daemon that holds the output of its command is not waited for', async () => {
      const script = 'setsid sleep 30 & echo out';
      const result = await transport.exec(['sh', '-c', script], { timeoutMs: 1000 });
      expect(result).toMatchObject({ exitCode: null, timedOut: true, stdout: 'out\n' });
      expect(result.durationMs).toBeLessThan(20_000);
    });

    test('the duration is measured', async () => {
      const { durationMs } = await transport.exec(['sleep', '0.2']);
      expect(durationMs).toBeGreaterThanOrEqual(200);
      expect(durationMs).toBeLessThan(20_000);
    });

    test('stdout and stderr stay apart', async () => {
      const result = await shell('echo to stdout; echo to stderr >&2');
      expect(result).toMatchObject({ stdout: 'to stdout\n', stderr: 'to stderr\n' });
    });

    test('stderr is empty when nothing is said', async () => {
      expect(await transport.exec(['true'])).toMatchObject({ stdout: '', stderr: '' });
    });

    test('1 MiB of stdout and of stderr arrive whole', async () => {
      const script = `head -c ${mebibyte} /dev/zero | tr '\\0' x`;
      const result = await shell(`${script}; (${script}) >&2`);
      expect(result.stdout).toBe('x'.repeat(mebibyte));
      expect(result.stderr).toBe('x'.repeat(mebibyte));
    });

    test('characters of several bytes are not cut at chunk borders', async () => {
      const text = 'a🙂漢'.repeat(50_000);
      expect((await transport.exec(['cat'], { stdin: text })).stdout).toBe(text);
    });

    test('5 MiB of stdin arrive whole', async () => {
      const stdin = Buffer.alloc(5 * mebibyte, 'wirelab');
      expect((await transport.exec(['cat'], { stdin })).stdout).toBe(stdin.toString());
    });

    test('stdin that nobody reads does not block', async () => {
      const stdin = Buffer.alloc(5 * mebibyte);
      expect(await transport.exec(['true'], { stdin })).toMatchObject({ exitCode: 0 });
    });

    test('without stdin, the command sees its end at once', async () => {
      expect(await transport.exec(['cat'])).toMatchObject({ exitCode: 0, stdout: '' });
    });

    test('arguments arrive as they are', async () => {
      const result = await transport.exec(['printf', '%s\\0', ...hostileWords]);
      expect(result.stdout.split('\0').slice(0, -1)).toEqual(hostileWords);
    });

    test('an argument of 100 000 bytes arrives', async () => {
      const word = 'x'.repeat(100_000);
      expect((await transport.exec(['printf', '%s', word])).stdout).toBe(word);
    });

    test.each([20, 100])('%i commands at a time', async (length) => {
      const numbers = Array.from({ length }, (_, index) => `${index}\n`);
      const results = await Promise.all(
        numbers.map((number) => transport.exec(['cat'], { stdin: number })),
      );
      expect(results.map(({ stdout }) => stdout)).toEqual(numbers);
    });

    test('an aborted command rejects with the reason, and the transport goes on', async () => {
      const controller = new AbortController();
      const reason = new Error('enough');
      const { signal } = controller;
      const running = Array.from({ length: 12 }, () => transport.exec(['sleep', '60'], { signal }));
      const outcomes = Promise.allSettled(running);
      controller.abort(reason);
      for (const outcome of await outcomes) {
        expect(outcome).toEqual({ status: 'rejected', reason });
      }
      expect(await transport.exec(['echo', 'still here'])).toMatchObject({
        stdout: 'still here\n',
      });
    });

    test('a signal that has fired before starts nothing', async () => {
      const reason = new Error('never mind');
      const path = `${directory}/not made`;
      const signal = AbortSignal.abort(reason);
      await expect(transport.exec(['touch', path], { signal })).rejects.toBe(reason);
      expect((await transport.exec(['test', '-e', path])).exitCode).toBe(1);
    });

    test('files keep their bytes', async () => {
      const bytes = Uint8Array.from({ length: 3 * mebibyte }, (_, index) => index * 7);
      const path = `${directory}/it's a "file"`;
      await transport.put('first', path);
      await transport.put(bytes, path);
      expect(Buffer.compare(await transport.get(path), bytes)).toBe(0);
      expect((await transport.exec(['ls', directory])).stdout).toBe(`it's a "file"\n`);
    });

    test('an empty file, and one with text', async () => {
      await transport.put('', `${directory}/empty`);
      expect((await transport.get(`${directory}/empty`)).length).toBe(0);
      await transport.put('漢字\n', `${directory}/text`);
      expect(Buffer.from(await transport.get(`${directory}/text`)).toString()).toBe('漢字\n');
    });

    test('files that cannot be read or written are errors that name them', async () => {
      const path = `${directory}/no/such/file`;
      await expect(transport.get(path)).rejects.toThrow(HarnessError);
      await expect(transport.get(path)).rejects.toThrow(path);
      await expect(transport.put('x', path)).rejects.toThrow(HarnessError);
      await expect(transport.put('x', path)).rejects.toThrow(path);
    });

    test('after close, commands are refused', async () => {
      const other = await open();
      await other.close();
      await expect(other.exec(['true'])).rejects.toThrow(HarnessError);
    });

    test('close ends what still runs', async () => {
      const other = await open();
      const running = other.exec(['sleep', '60']);
      const outcome = expect(running).rejects.toThrow(HarnessError);
      await other.close();
      await outcome;
    });

    if (cut !== undefined) {
      test('a lost connection fails the running commands at once', async () => {
        const other = await open();
        const startedAt = performance.now();
        // It ends by itself when nobody hears it any more.
        const talk = ['sh', '-c', 'while echo; do sleep 0.2; done'];
        const running = [other.exec(talk), other.exec(talk)];
        const outcomes = Promise.allSettled(running);
        await cut(other);
        for (const outcome of await outcomes) {
          expect(outcome.status).toBe('rejected');
          expect(outcome).toHaveProperty('reason.name', 'HarnessError');
        }
        expect(performance.now() - startedAt).toBeLessThan(10_000);
        await other.close();
      });
    }
  });
}
