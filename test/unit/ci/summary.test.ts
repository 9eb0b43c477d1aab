import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { catalogueRecorder, type CatalogueRecord } from '../../../src/report/catalogue-record.ts';
import type { RunEvent } from '../../../src/runner/events.ts';
import { failingRun, passingRun, startedAt } from '../report/synthetic-run.ts';

const script = fileURLToPath(new URL('../../../.ci/summary.mjs', import.meta.url));
const run = promisify(execFile);

function recordOf(runs: Readonly<Record<string, readonly RunEvent[]>>): CatalogueRecord | null {
  const recorder = catalogueRecorder(startedAt);
  const labels = [...Object.keys(runs), 'never-begun'];
  recorder.onEvent({ type: 'catalogue_started', labels, jobs: 1, shard: null });
  for (const [label, events] of Object.entries(runs)) {
    for (const event of events) recorder.onEvent({ type: 'run', label, event });
  }
  const problem = { message: 'no mirror', remedy: null, detail: null };
  const end = { outcome: 'error', durationMs: 9000, problems: [problem] } as const;
  recorder.onEvent({ type: 'catalogue_finished', end });
  return recorder.record();
}

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'wirelab-summary-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
});

it('puts the runs of all parts into one table, and what failed below it', async () => {
  const record = recordOf({ overlay: passingRun(), 'a|b': failingRun() });
  const file = join(directory, 'part.json');
  await writeFile(file, JSON.stringify(record));
  const { stdout } = await run(process.execPath, [script, file]);
  expect(stdout).toBe(`**1 of 3 scenarios passed**

| scenario | verdict | checks | time | machines |
| --- | --- | --- | --- | --- |
| overlay | passed | 2 of 2 | 5.1 s | tcg |
| a\\|b | failed | 1 of 3 | 9.1 s | tcg |
| never-begun | not run | | | |

- no mirror
- a|b: node1 reaches router: node1 does not answer: connection closed
- a|b: node1/con1 reaches node2/con1: 0 of 3 answered
`);
});

it.each([[[]], [['missing.json']]])('without reports (%j) it fails', async (files) => {
  await expect(run(process.execPath, [script, ...files])).rejects.toMatchObject({
    code: 1,
    stdout: '',
  });
});
