import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { removeDeadLock, withLock } from '../../../src/lib/lock.ts';
import { identityOf, ownIdentity } from '../../../src/lib/process-identity.ts';
import { compileLib } from './compiled-lib.ts';

const dead = '4194305:1'; // above PID_MAX_LIMIT, proc_sys_kernel(5)
const library = mkdtempSync(join(tmpdir(), 'lib-'));
beforeAll(() => {
  compileLib(library);
});
afterAll(() => {
  rmSync(library, { recursive: true });
});

let directory = '';
let path = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(directory, 'thing.lock');
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const options = { signal: new AbortController().signal, onWait: () => undefined };
const nothing = () => Promise.resolve();

/** A process that runs the script, with the compiled lock.ts as its first argument. */
function child(script: string, args: readonly string[]): ChildProcessByStdio<null, Readable, null> {
  const argv = ['--input-type=module', '-e', script, join(library, 'lock.js'), ...args];
  return spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function endOf(process: ChildProcess): Promise<unknown> {
  return ((await once(process, 'close')) as unknown[])[0];
}

test('it is held during the work and gone afterwards, also when the work fails', async () => {
  const work = () => Promise.reject(new Error(`held: ${String(readdirSync(directory))}`));
  await expect(withLock(path, options, work)).rejects.toThrow('held: thing.lock');
  expect(readdirSync(directory)).toEqual([]);
});

test("a dead process's lock is taken over, and so is a dead take-over", async () => {
  symlinkSync(dead, path);
  symlinkSync(dead, `${path}.takeover`);
  await withLock(path, options, nothing);
  expect(readdirSync(directory)).toEqual([]);
});

test('the lock of a process whose number another one has got is taken over', async () => {
  symlinkSync(`${process.pid}:1`, path);
  await withLock(path, options, nothing);
  expect(readdirSync(directory)).toEqual([]);
});

test('who waits is told for whom, and gives up in the end', async () => {
  symlinkSync(ownIdentity, path);
  const onWait = vi.fn();
  await expect(withLock(path, { ...options, onWait, timeoutMs: 60 }, nothing)).rejects.toThrow(
    `${path} is held by process ${process.pid}`,
  );
  expect(onWait.mock.calls).toEqual([[`process ${process.pid}`]]);
});

test('an abort ends the wait with its reason', async () => {
  symlinkSync(ownIdentity, path);
  const controller = new AbortController();
  const reason = new Error('enough');
  const onWait = () => {
    controller.abort(reason);
  };
  await expect(withLock(path, { signal: controller.signal, onWait }, nothing)).rejects.toBe(reason);
  expect(existsSync(path)).toBe(false); // a dangling link: the lock itself is untouched
  expect(readdirSync(directory)).toEqual(['thing.lock']);
});

test('only a lock of the dead is swept', async () => {
  symlinkSync(ownIdentity, path);
  expect(await removeDeadLock(path)).toBe(false);
  rmSync(path);
  expect(await removeDeadLock(path)).toBe(false);
  symlinkSync(dead, path);
  expect(await removeDeadLock(path)).toBe(true);
  expect(readdirSync(directory)).toEqual([]);
});

/** Works once under each of many locks that a dead process has left. */
const contender = `
  import { appendFileSync } from 'node:fs';
  const [, module, path, rounds] = process.argv;
  const { withLock } = await import(module);
  const options = { signal: new AbortController().signal, onWait: () => undefined };
  for (let round = 0; round < Number(rounds); round++) {
    const lock = path + '.' + round;
    await withLock(lock, options, async () => {
      appendFileSync(lock + '.log', 'in ');
      await new Promise((resolve) => setImmediate(resolve));
      appendFileSync(lock + '.log', 'out ');
    });
  }
`;

test('processes that find the same dead holder do not get in together', async () => {
  const rounds = 200;
  const locks = Array.from({ length: rounds }, (_, round) => `${path}.${round}`);
  for (const lock of locks) symlinkSync(dead, lock);
  const codes = await Promise.all(
    [1, 2, 3].map(() => endOf(child(contender, [path, `${rounds}`]))),
  );
  expect(codes).toEqual([0, 0, 0]);
  for (const lock of locks) {
    expect(readFileSync(`${lock}.log`, 'utf8')).toBe('in out in out in out ');
  }
}, 30_000);

const keeper = `
  const [, module, path] = process.argv;
  const { withLock } = await import(module);
  const options = { signal: new AbortController().signal, onWait: () => undefined };
  await withLock(path, options, () => {
    console.log('held');
    return new Promise((resolve) => setTimeout(resolve, 60000));
  });
`;

test('the lock of a process that was killed is free', async () => {
  const holder = child(keeper, [path]);
  await once(holder.stdout, 'data');
  const onWait = vi.fn(() => holder.kill('SIGKILL'));
  expect(identityOf(holder.pid ?? 0)).not.toBeNull();
  await withLock(path, { ...options, onWait }, nothing);
  expect(onWait).toHaveBeenCalledWith(`process ${holder.pid ?? 0}`);
});
