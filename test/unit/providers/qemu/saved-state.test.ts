import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Qmp } from '../../../../src/providers/qemu/qmp.ts';
import { resumeState, saveState } from '../../../../src/providers/qemu/saved-state.ts';

const never = new AbortController().signal;
const withoutMemory = {
  capabilities: [{ capability: 'x-ignore-shared', state: true }],
};

let directory = '';
let file = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "saved state'-"));
  file = join(directory, 'state');
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** Answers `command` with one of the answers after another, and notes all that is asked. */
function fakeQmp(command: string, answers: readonly unknown[]) {
  const asked: (readonly [string, unknown])[] = [];
  const left = [...answers];
  const qmp: Qmp = {
    execute: (name, args) => {
      asked.push([name, args]);
      return Promise.resolve(name === command ? left.shift() : {});
    },
    close: () => undefined,
  };
  return { qmp, asked };
}

test('a machine is stopped, saved without its memory, and awaited', async () => {
  const answers = [{}, { status: 'active' }, { status: 'completed' }];
  const { qmp, asked } = fakeQmp('query-migrate', answers);
  writeFileSync(file, '');
  await saveState(qmp, file, never);
  const part = `'${directory.replace("'", String.raw`'\''`)}/state.part'`;
  const whole = part.replace('.part', '');
  expect(asked).toEqual([
    ['stop', undefined],
    ['migrate-set-capabilities', withoutMemory],
    ['migrate', { uri: `exec:cat >${part} && mv ${part} ${whole}` }],
    ...answers.map(() => ['query-migrate', undefined]),
  ]);
});

test('a state is saved when its file is complete, not when QEMU has written it', async () => {
  const answers = Array.from({ length: 4 }, () => ({ status: 'completed' }));
  const { qmp, asked } = fakeQmp('query-migrate', answers);
  const execute: Qmp['execute'] = (name, args) => {
    if (asked.length === 5) writeFileSync(file, '');
    return qmp.execute(name, args);
  };
  await saveState({ ...qmp, execute }, file, never);
  expect(existsSync(file)).toBe(true);
  expect(asked).toHaveLength(6);
});

test.each([
  [{ status: 'failed', 'error-desc': 'No space left on device' }, 'No space left on device'],
  [{ status: 'cancelled' }, 'cancelled'],
])('a save that fails says why: %j', async (answer, reason) => {
  const { qmp } = fakeQmp('query-migrate', [answer]);
  await expect(saveState(qmp, file, never)).rejects.toMatchObject({
    name: 'HarnessError',
    message: `QEMU could not save the template: ${reason}`,
    remedy: `make sure that there is room for ${file}`,
  });
});

test('a machine goes on once its state is loaded', async () => {
  const { qmp, asked } = fakeQmp('query-status', [{ status: 'inmigrate' }, { status: 'paused' }]);
  await resumeState(qmp, '/c/state', never);
  expect(asked).toEqual([
    ['migrate-set-capabilities', withoutMemory],
    ['migrate-incoming', { uri: 'exec:cat /c/state' }],
    ['query-status', undefined],
    ['query-status', undefined],
    ['cont', undefined],
  ]);
});

test('an abort ends the wait', async () => {
  const reason = new Error('enough');
  const { qmp } = fakeQmp('query-status', []);
  await expect(resumeState(qmp, '/c/state', AbortSignal.abort(reason))).rejects.toBe(reason);
});
