import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createLab, labDirectory } from '../../../src/runner/lab-store.ts';
import { recordResource } from '../../../src/runner/ledger.ts';
import { removeResources } from '../../../src/runner/remove-lab.ts';
import { fakeProvider } from './fake-provider.ts';
import { recordOf } from './lab-record.ts';
import { usePrivateRuntime } from './private-runtime.ts';

usePrivateRuntime();

const context = { id: 'lab-1', directory: '', record: () => undefined };

async function makeLab(): Promise<void> {
  await createLab(recordOf('lab-1'));
  for (const [kind, name] of [
    ['namespace', 'lab-1'],
    ['segment', 'left'],
    ['segment', 'right'],
    ['node', 'node1'],
    ['node', 'node2'],
    ['node', 'node1'],
  ] as const) {
    recordResource('lab-1', { kind, name });
  }
}

test('what was made last is removed first, each once', async () => {
  await makeLab();
  const { provider, asked } = fakeProvider();
  expect(await removeResources('lab-1', provider.openLab(context))).toEqual([]);
  expect(asked).toEqual([
    'remove node node1',
    'remove node node2',
    'remove segment right',
    'remove segment left',
    'close',
  ]);
  expect(existsSync(labDirectory('lab-1'))).toBe(false);
});

test('a failure keeps nothing else from being removed, but the files stay', async () => {
  await makeLab();
  const { provider, asked } = fakeProvider({
    lab: () => ({
      removeNode: (name) => Promise.reject(new Error(`${name} is busy`)),
      removeSegment: () => {
        throw new Error('no right');
      },
    }),
  });
  expect(await removeResources('lab-1', provider.openLab(context))).toEqual([
    'node node1: node1 is busy',
    'node node2: node2 is busy',
    'segment right: no right',
    'segment left: no right',
  ]);
  expect(asked).toEqual(['close', 'close']);
  expect(existsSync(labDirectory('lab-1'))).toBe(true);
});

test('what fails once is tried again', async () => {
  await makeLab();
  let tries = 0;
  const { provider } = fakeProvider({
    lab: () => ({
      removeSegment: () =>
        ++tries === 1 ? Promise.reject(new Error('killed')) : Promise.resolve(),
    }),
  });
  expect(await removeResources('lab-1', provider.openLab(context))).toEqual([]);
  expect(tries).toBe(4);
  expect(existsSync(labDirectory('lab-1'))).toBe(false);
});

test('a lab without a ledger is closed, and its files go', async () => {
  const { provider, asked } = fakeProvider();
  expect(await removeResources('never-was', provider.openLab(context))).toEqual([]);
  expect(asked).toEqual(['close']);
});
