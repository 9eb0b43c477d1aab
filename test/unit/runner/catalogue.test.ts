import { expect, test } from 'vitest';
import { HarnessError } from '../../../src/lib/errors.ts';
import { entriesOf } from '../../../src/lib/directories.ts';
import type { Provider } from '../../../src/providers/provider.ts';
import { type CatalogueOptions, runCatalogue } from '../../../src/runner/catalogue.ts';
import type { CatalogueEnd } from '../../../src/runner/catalogue-events.ts';
import { labsDirectory } from '../../../src/runner/lab-store.ts';
import { catalogueRecorder, type CatalogueRecord } from '../../../src/report/catalogue-record.ts';
import { nodeWith } from '../providers/qemu/nodes.ts';
import { fakeProvider, prepared, topologyOf } from './fake-provider.ts';
import { usePrivateRuntime } from './private-runtime.ts';

usePrivateRuntime();

const named = (name: string) => ({ ...topologyOf(), name, file: `scenarios/${name}.yaml` });
const withNode = (name: string) => ({ ...named(name), nodes: [nodeWith('node1', [])] });

async function run(
  change: Partial<CatalogueOptions>,
  provider: Partial<Provider> = {},
): Promise<{ readonly end: CatalogueEnd; readonly record: CatalogueRecord | null }> {
  const recorder = catalogueRecorder(new Date());
  const end = await runCatalogue({
    topologies: [named('one'), named('two'), named('three')],
    shard: null,
    jobs: 2,
    providers: [{ name: 'qemu', open: () => Promise.resolve(fakeProvider({ provider }).provider) }],
    request: { accel: 'auto', template: true },
    reporters: [recorder],
    keep: 'never',
    record: 'never',
    skipUnsupported: false,
    filter: null,
    timeoutMs: null,
    signal: new AbortController().signal,
    ...change,
  });
  return { end, record: recorder.record() };
}

test('every scenario is run in a lab of its own, and nothing is left', async () => {
  const { end, record } = await run({});
  expect(end).toMatchObject({ outcome: 'nothing judged', problems: [] });
  expect(record?.runs.map(({ label, outcome }) => [label, outcome])).toEqual([
    ['one', 'nothing judged'],
    ['two', 'nothing judged'],
    ['three', 'nothing judged'],
  ]);
  expect(new Set(record?.runs.map(({ lab }) => lab)).size).toBe(3);
  expect(entriesOf(labsDirectory())).toEqual([]);
});

test('one that cannot be made stops no other, and the worst outcome is that of all', async () => {
  const { end, record } = await run({ topologies: [withNode('bad'), named('good')] });
  expect(end.outcome).toBe('error');
  expect(record?.runs.map(({ label, outcome }) => [label, outcome])).toEqual([
    ['bad', 'error'],
    ['good', 'nothing judged'],
  ]);
  expect(record?.totals).toEqual({ scenarios: 2, passed: 0, skipped: 0, notPassed: 2, notRun: 0 });
});

test('scenarios of the same name are told apart by their files', async () => {
  const other = { ...named('one'), file: 'elsewhere/one.yaml' };
  const { record } = await run({ topologies: [named('one'), other] });
  expect(record?.runs.map(({ label }) => label)).toEqual([
    'scenarios/one.yaml',
    'elsewhere/one.yaml',
  ]);
});

test('machines of one shape are made ready once, before any run', async () => {
  const asked: string[] = [];
  await run(
    { topologies: [withNode('one'), withNode('two')] },
    {
      prepare: ({ name, nodes }) => {
        asked.push(`${name} ${nodes.length}`);
        return Promise.resolve(prepared);
      },
    },
  );
  expect(asked).toEqual(['one 1', 'one 1', 'two 1']);
});

test('without machines nothing is run, and the reason is given once', async () => {
  const { end, record } = await run(
    { topologies: [withNode('one'), withNode('two')] },
    { prepare: () => Promise.reject(new HarnessError('no mirror', { remedy: 'find one' })) },
  );
  expect(end).toMatchObject({
    outcome: 'error',
    problems: [{ message: 'no mirror', remedy: 'find one' }],
  });
  expect(record).toMatchObject({ runs: [], notRun: ['one', 'two'] });
});

test('an interruption ends what runs, and begins nothing more', async () => {
  const controller = new AbortController();
  const { end, record } = await run(
    { signal: controller.signal, jobs: 1 },
    {
      openLab: (context) => {
        controller.abort(new Error('interrupted by SIGINT'));
        return fakeProvider().provider.openLab(context);
      },
    },
  );
  expect(end.outcome).toBe('interrupted');
  expect(record?.runs.map(({ label, outcome }) => [label, outcome])).toEqual([
    ['one', 'interrupted'],
  ]);
  expect(record?.notRun).toEqual(['two', 'three']);
  expect(entriesOf(labsDirectory())).toEqual([]);
});

test('none at all is nothing judged', async () => {
  const { end } = await run({ topologies: [] });
  expect(end.outcome).toBe('nothing judged');
});
