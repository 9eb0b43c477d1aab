import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { runtimeDirectory } from '../../../src/lib/directories.ts';
import {
  endProcesses,
  killProcessesOf,
  markedEnvironment,
  markedProcesses,
} from '../../../src/lib/marked-processes.ts';
import { identityOf, ownIdentity } from '../../../src/lib/process-identity.ts';

const lab = `marked-${process.pid}`;
const children: ChildProcess[] = [];

async function start(script: string, env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn('sh', ['-c', `${script}; echo ready; read _`], { env });
  children.push(child);
  await once(child.stdout, 'data');
  return identityOf(child.pid ?? 0) ?? '';
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

test('a marked process is found, with its lab, owner and command', async () => {
  const identity = await start(':', markedEnvironment(lab));
  await start(':', process.env);
  expect(markedProcesses().filter((found) => found.lab === lab)).toEqual([
    {
      identity,
      lab,
      owner: ownIdentity,
      runtimeDirectory: runtimeDirectory(),
      command: 'sh -c :; echo ready; read _',
    },
  ]);
});

test('those that ignore the polite signal are ended too', async () => {
  const polite = await start(':', process.env);
  const stubborn = await start("trap '' TERM", process.env);
  expect(await endProcesses([polite, stubborn], 50)).toEqual([]);
  const signals = () => children.map(({ signalCode }) => signalCode);
  await expect.poll(signals).toEqual(['SIGTERM', 'SIGKILL']);
});

test('only what runs for the lab is ended', async () => {
  await start(':', markedEnvironment(lab));
  const other = await start(':', markedEnvironment(`${lab}-b`));
  expect(await killProcessesOf(lab)).toEqual([]);
  expect(markedProcesses().filter((found) => found.lab.startsWith(lab))).toMatchObject([
    { identity: other },
  ]);
});

test('an identity of the past is left alone', async () => {
  const identity = await start(':', process.env);
  const [pid] = identity.split(':');
  expect(await endProcesses([`${pid ?? ''}:1`])).toEqual([]);
  expect(identityOf(Number(pid))).toBe(identity);
});
