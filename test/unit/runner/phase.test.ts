import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../../src/runner/events.ts';
import { emitTo, runPhase } from '../../../src/runner/phase.ts';

function watch(signal = new AbortController().signal) {
  const events: RunEvent[] = [];
  const emit = emitTo([{ onEvent: (event) => events.push(event) }]);
  return { events, watch: { emit, signal } };
}

const durationMs = expect.any(Number) as number;

test('a phase tells of its start, its progress and its end', async () => {
  const { events, watch: watching } = watch();
  const value = await runPhase('prepare', watching, ({ progress }) => {
    progress('halfway');
    return Promise.resolve(7);
  });
  expect(value).toBe(7);
  expect(events).toEqual([
    { type: 'phase_started', phase: 'prepare' },
    { type: 'progress', phase: 'prepare', message: 'halfway' },
    { type: 'phase_finished', phase: 'prepare', durationMs },
  ]);
});

test('a phase that fails says why, and throws it', async () => {
  const { events, watch: watching } = watch();
  const failure = new Error('no disk');
  await expect(runPhase('provide', watching, () => Promise.reject(failure))).rejects.toBe(failure);
  expect(events.at(-1)).toEqual({
    type: 'phase_failed',
    phase: 'provide',
    durationMs,
    message: 'no disk',
  });
});

test('a run that was stopped begins no other phase', async () => {
  const reason = new Error('interrupted');
  const { watch: watching } = watch(AbortSignal.abort(reason));
  const work = () => Promise.reject(new Error('was begun'));
  await expect(runPhase('check', watching, work)).rejects.toBe(reason);
});

test('many may listen to its signal, and it fires with the reason of the stop', async () => {
  const controller = new AbortController();
  const reason = new Error('interrupted');
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on('warning', onWarning);
  await runPhase('check', watch(controller.signal).watch, async ({ signal }) => {
    for (let node = 0; node < 20; node++) signal.addEventListener('abort', () => undefined);
    expect(getEventListeners(signal, 'abort')).toHaveLength(20);
    controller.abort(reason);
    expect(signal.reason).toBe(reason);
    await new Promise(setImmediate);
  });
  process.removeListener('warning', onWarning);
  expect(warnings).toEqual([]);
});
