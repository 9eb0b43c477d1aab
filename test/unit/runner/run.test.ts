import { once } from 'node:events';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entriesOf } from '../../../src/lib/directories.ts';
import { HarnessError } from '../../../src/lib/errors.ts';
import type { Provider } from '../../../src/providers/provider.ts';
import type { RunEnd, RunEvent } from '../../../src/runner/events.ts';
import { labDirectory, labsDirectory, readLab } from '../../../src/runner/lab-store.ts';
import { runScenario } from '../../../src/runner/run.ts';
import type { RunOptions } from '../../../src/runner/run-options.ts';
import { fakeProvider, prepared, topologyOf } from './fake-provider.ts';
import { usePrivateRuntime } from './private-runtime.ts';

usePrivateRuntime();

/** Runs an empty lab unless it is told otherwise. */
async function run(
  provider: Provider,
  change: Partial<RunOptions> = {},
): Promise<{ readonly end: RunEnd; readonly events: readonly RunEvent[] }> {
  const events: RunEvent[] = [];
  const end = await runScenario({
    topology: topologyOf(),
    provider,
    request: { accel: 'auto', template: true },
    reporters: [{ onEvent: (event) => events.push(event) }],
    keep: 'never',
    pause: null,
    record: 'never',
    skipUnsupported: false,
    filter: null,
    timeoutMs: null,
    signal: new AbortController().signal,
    verb: 'run',
    until: null,
    ...change,
  });
  return { end, events };
}

const labs = (): readonly string[] => entriesOf(labsDirectory());

/** Work that only an abort ends, with an error that does not tell of it. */
async function untilAborted({ signal }: { readonly signal: AbortSignal }): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  throw new HarnessError('cut off');
}

test('a run without checks judges nothing, and leaves nothing', async () => {
  const { provider, asked } = fakeProvider();
  const { end, events } = await run(provider);
  expect(end).toMatchObject({ outcome: 'nothing judged', problems: [], kept: null });
  expect(asked).toEqual(['create segment lan', 'remove segment lan', 'close']);
  expect(labs()).toEqual([]);
  expect(events.flatMap((event) => (event.type === 'phase_started' ? [event.phase] : []))).toEqual([
    'prepare',
    'provide',
    'configure',
    'check',
    'teardown',
  ]);
  expect(events.at(-1)).toEqual({ type: 'run_finished', end });
});

test('`up` keeps the lab, with what other commands need to know', async () => {
  const { provider, asked } = fakeProvider();
  const { end } = await run(provider, { verb: 'up' });
  expect(end.outcome).toBe('passed');
  expect(labs()).toEqual([end.kept]);
  expect(readLab(end.kept ?? '')).toMatchObject({ state: 'kept', prepared, nodes: [] });
  expect(asked).toEqual(['create segment lan']);
});

test.each([
  ['always', true],
  ['on-fail', true],
  ['never', false],
] as const)('--keep %s: a lab that was not judged is kept: %j', async (keep, kept) => {
  const { end } = await run(fakeProvider().provider, { keep });
  expect(end.kept !== null).toBe(kept);
});

test('an unfit host is told of as a whole, and nothing is started', async () => {
  const problems = [
    { problem: 'socat is missing', remedy: 'install it' },
    { problem: 'no /dev/net/tun', remedy: 'modprobe tun' },
  ];
  const { provider, asked } = fakeProvider({
    provider: { checkHost: () => Promise.resolve(problems) },
  });
  const { end } = await run(provider);
  expect(end).toMatchObject({ outcome: 'error', kept: null });
  expect(end.problems).toEqual([
    {
      message:
        'this host lacks what qemu labs need:\nsocat is missing: install it\nno /dev/net/tun: modprobe tun',
      remedy: 'run `npx wirelab doctor`',
      detail: null,
    },
  ]);
  expect(asked).toEqual([]);
});

/** Work that an abort ends with its reason. */
async function stopped({ signal }: { readonly signal: AbortSignal }): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  throw signal.reason;
}

test('the first node that fails ends the start of the others, and the lab is removed', async () => {
  const { provider, asked } = fakeProvider({
    lab: ({ record }) => ({
      startNode: ({ name }, context) => {
        record({ kind: 'node', name });
        if (name === 'slow') return stopped(context);
        return Promise.reject(new HarnessError(`${name} has no disk`));
      },
    }),
  });
  const { end } = await run(provider, { topology: topologyOf('slow', 'broken'), keep: 'always' });
  expect(end).toMatchObject({ outcome: 'error', kept: null });
  expect(end.problems.map(({ message }) => message)).toEqual(['broken has no disk']);
  expect(asked).toEqual([
    'create segment lan',
    'remove node broken',
    'remove node slow',
    'remove segment lan',
    'close',
  ]);
  expect(labs()).toEqual([]);
});

test('an interruption is the reason of whatever fails because of it', async () => {
  const controller = new AbortController();
  const { provider, asked } = fakeProvider({
    lab: () => ({
      startNode: (_, context) => {
        controller.abort(new Error('interrupted by SIGINT'));
        return untilAborted(context);
      },
    }),
  });
  const { end } = await run(provider, {
    topology: topologyOf('one', 'two'),
    keep: 'always',
    signal: controller.signal,
  });
  expect(end).toMatchObject({ outcome: 'interrupted', kept: null });
  expect(end.problems).toEqual([{ message: 'interrupted by SIGINT', remedy: null, detail: null }]);
  expect(asked.at(-1)).toBe('close');
  expect(labs()).toEqual([]);
});

test('a run that takes too long says so', async () => {
  const { provider } = fakeProvider({
    provider: { prepare: (_topology, _request, context) => untilAborted(context) },
  });
  const { end } = await run(provider, { timeoutMs: 5 });
  expect(end).toMatchObject({
    outcome: 'timeout',
    problems: [{ message: 'no verdict within 0.005 s', remedy: 'allow more by --timeout' }],
  });
});

test('what the teardown cannot remove is told of, and stays to be cleaned', async () => {
  const { provider } = fakeProvider({
    lab: () => ({ removeSegment: () => Promise.reject(new Error('busy')) }),
  });
  const { end } = await run(provider);
  expect(end).toMatchObject({ outcome: 'left behind', kept: null });
  expect(end.problems.at(-1)).toMatchObject({ detail: 'segment lan: busy' });
  expect(labs()).toHaveLength(1);
});

test('a lab directory that goes away is an error of the run, not of wirelab', async () => {
  const { provider } = fakeProvider({
    lab: () => ({
      createSegment: () => {
        for (const id of readdirSync(labsDirectory()))
          rmSync(labDirectory(id), { recursive: true });
        return Promise.resolve();
      },
    }),
  });
  const { end } = await run(provider);
  expect(end.outcome).toBe('error');
  expect(end.problems[0]?.message).toContain('ENOENT');
  expect(end.problems[0]?.remedy).toBeNull();
});

test('a node whose kernel panicked is told of with the trace', async () => {
  const { provider } = fakeProvider({
    lab: ({ directory }) => ({
      consoleLog: () => join(directory, 'console'),
      startNode: () => {
        writeFileSync(join(directory, 'console'), 'Kernel panic - not syncing: VFS\nCall Trace:\n');
        return Promise.reject(new HarnessError('node1 is gone'));
      },
    }),
  });
  const { end, events } = await run(provider, { topology: topologyOf('node1') });
  expect(end).toMatchObject({
    outcome: 'error',
    problems: [
      { message: 'node1 is gone' },
      {
        message: "node1's kernel panicked: Kernel panic - not syncing: VFS",
        detail: 'Kernel panic - not syncing: VFS\nCall Trace:',
      },
    ],
  });
  expect(events).toContainEqual({
    type: 'progress',
    phase: 'provide',
    message: "node1's kernel panicked: Kernel panic - not syncing: VFS",
  });
});
