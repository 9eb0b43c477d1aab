import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HarnessError } from '../../../src/lib/errors.ts';
import { hostCommand } from '../../../src/lib/host-command.ts';
import { commandDirectories } from '../../../src/lib/host-environment.ts';
import { runProcess } from '../../../src/lib/host-process.ts';
import { identityOf } from '../../../src/lib/process-identity.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'host-process-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

test('input goes in, both outputs come out, and the exit code is data', async () => {
  const lines: string[] = [];
  const end = await runProcess(['sh', '-c', 'cat; printf "a\\nb\\n" >&2; exit 3'], {
    stdin: 'in',
    onStderrLine: (line) => lines.push(line),
  });
  expect(end).toEqual({ code: 3, timedOut: false, stdout: 'in', stderr: 'a\nb\n' });
  expect(lines).toEqual(['a', 'b']);
});

test('a command that does not read its input is no error', async () => {
  expect(await hostCommand(['true'], { stdin: 'x'.repeat(1_000_000) })).toBe('');
});

test.each([
  [['sh', '-c', 'echo no good >&2; exit 1'], 'failed: no good'],
  [['sh', '-c', 'exit 4'], 'failed: exit code 4'],
  [['sh', '-c', 'kill -9 $$'], 'failed: it was killed'],
] as const)('%j: %s', async (argv, message) => {
  const failure = hostCommand(argv);
  await expect(failure).rejects.toThrow(HarnessError);
  await expect(failure).rejects.toThrow(message);
});

test('a command that is not there comes with what to do', async () => {
  await expect(hostCommand(['no-such-tool'])).rejects.toMatchObject({
    name: 'HarnessError',
    message: 'no-such-tool is not installed',
    remedy: 'run `npm run setup`',
  });
});

/** Says the number of a child of its own, which ignores the polite signal, and waits. */
const family = (file: string) =>
  [
    'sh',
    '-c',
    `trap '' TERM; sleep 60 & echo $! >"${file}"; mv "${file}" "${file}.done"; wait`,
  ] as const;

test('an abort ends the whole family, and rejects with its reason', async () => {
  const file = join(directory, 'child');
  const controller = new AbortController();
  const reason = new Error('enough');
  const running = runProcess(family(file), { signal: controller.signal, graceMs: 10 });
  await vi.waitUntil(() => existsSync(`${file}.done`));
  controller.abort(reason);
  await expect(running).rejects.toBe(reason);
  const child = Number(readFileSync(`${file}.done`, 'utf8'));
  // It is killed by then; that somebody takes note of it may last.
  await expect.poll(() => identityOf(child), { timeout: 10_000 }).toBeNull();
});

test('a command that takes too long is ended, and says so', async () => {
  const argv = family(join(directory, 'child'));
  expect(await runProcess(argv, { timeoutMs: 20, graceMs: 0 })).toMatchObject({ timedOut: true });
  await expect(hostCommand(argv, { timeoutMs: 20, graceMs: 0 })).rejects.toThrow('took too long');
});

test('nothing is started after an abort', async () => {
  const file = join(directory, 'file');
  const signal = AbortSignal.abort(new Error('before'));
  await expect(runProcess(['touch', file], { signal })).rejects.toThrow('before');
  expect(existsSync(file)).toBe(false);
});

test("an ordinary user's path is completed by the directories of system commands", () => {
  vi.stubEnv('PATH', '/usr/bin::/sbin');
  expect(commandDirectories()).toEqual(['/usr/bin', '/sbin', '/usr/sbin']);
});
