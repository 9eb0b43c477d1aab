import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entriesOf } from '../../../src/lib/directories.ts';
import { HarnessError } from '../../../src/lib/errors.ts';
import { ownIdentity } from '../../../src/lib/process-identity.ts';
import type { Provider } from '../../../src/providers/provider.ts';
import { cleanUpAfterOthers } from '../../../src/runner/clean.ts';
import { createLab, labsDirectory } from '../../../src/runner/lab-store.ts';
import { fakeProvider } from './fake-provider.ts';
import { recordOf } from './lab-record.ts';
import { usePrivateRuntime } from './private-runtime.ts';

usePrivateRuntime();

const dead = '4194305:1'; // above PID_MAX_LIMIT, proc_sys_kernel(5)

async function cleanUp(
  sweep: Provider['sweep'] = () => Promise.resolve({ removed: [], left: [] }),
  signal = new AbortController().signal,
): Promise<readonly string[]> {
  const said: string[] = [];
  const { provider } = fakeProvider({ provider: { sweep } });
  await cleanUpAfterOthers(provider, { signal, progress: (message) => said.push(message) });
  return said;
}

test('labs of dead runs go; kept ones and those of living runs stay', async () => {
  await createLab({ ...recordOf('dead-1'), owner: dead, state: 'running' });
  await createLab({ ...recordOf('kept-1'), owner: dead, state: 'kept' });
  await createLab({ ...recordOf('living-1'), owner: ownIdentity, state: 'starting' });
  mkdirSync(join(labsDirectory(), '.making-4194305-1-abcdef'));
  const said = await cleanUp();
  expect(said).toContain('a run that died has left lab dead-1: removed');
  expect(entriesOf(labsDirectory()).toSorted()).toEqual(['kept-1', 'living-1']);
  expect(await cleanUp()).toEqual([]);
});

test('who died over it hinders nobody', async () => {
  await createLab({ ...recordOf('dead-1'), owner: dead });
  symlinkSync(dead, join(labsDirectory(), '.clean.lock'));
  expect(await cleanUp()).toContain('a run that died has left lab dead-1: removed');
  expect(entriesOf(labsDirectory())).toEqual([]);
});

test('what cannot be removed is told of, and stops nobody', async () => {
  const said = await cleanUp(() => Promise.reject(new HarnessError('the disk is on fire')));
  expect(said).toEqual([
    'a run that died has left something that cannot be removed: the disk is on fire',
  ]);
});

test('what was only forgotten is left to `wirelab clean`', async () => {
  const asked: unknown[] = [];
  await cleanUp((what) => {
    asked.push(what);
    return Promise.resolve({ removed: [], left: [] });
  });
  expect(asked).toEqual([{ forgotten: false }]);
});

test('an abort ends it with its reason', async () => {
  const controller = new AbortController();
  controller.abort(new Error('enough'));
  const sweep = () => Promise.reject(new HarnessError('cut off'));
  await expect(cleanUp(sweep, controller.signal)).rejects.toThrow('enough');
});
