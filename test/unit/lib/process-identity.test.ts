import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { identityOf, isAlive, ownIdentity, pidOf } from '../../../src/lib/process-identity.ts';

test('this process is alive, and known by its number', () => {
  expect(isAlive(ownIdentity)).toBe(true);
  expect(pidOf(ownIdentity)).toBe(process.pid);
});

test('another process with the same number is another process', () => {
  expect(isAlive(`${process.pid}:1`)).toBe(false);
});

test.each(['', 'nonsense', '0:0', '-1:5', '1.5:5', '4194305:1'])('%j is nobody', (identity) => {
  expect(isAlive(identity)).toBe(false);
});

test('a process is gone once it has ended', async () => {
  const child = spawn('sleep', ['60']);
  const identity = identityOf(child.pid ?? 0) ?? '';
  expect(isAlive(identity)).toBe(true);
  child.kill();
  await once(child, 'close');
  expect(isAlive(identity)).toBe(false);
});

test('a zombie is not alive', async () => {
  const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 60']);
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const zombie = Number(line.toString());
  const stateOf = () => readFileSync(`/proc/${zombie}/stat`, 'utf8').split(') ')[1]?.[0];
  await expect.poll(stateOf).toBe('Z');
  expect(identityOf(zombie)).toBeNull();
  parent.kill();
  await once(parent, 'close');
});

test('a name with blanks and parentheses hides nothing', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'identity-'));
  const program = join(directory, 'a) Z 1 (b');
  copyFileSync('/bin/sleep', program);
  const child = spawn(program, ['60']);
  await once(child, 'spawn');
  expect(readFileSync(`/proc/${child.pid ?? 0}/comm`, 'utf8')).toBe('a) Z 1 (b\n');
  expect(isAlive(identityOf(child.pid ?? 0) ?? '')).toBe(true);
  child.kill();
  await once(child, 'close');
  rmSync(directory, { recursive: true });
});
