/**
 * Reads damaged and hostile scenarios. `WIRELAB_FUZZ_RUNS` says how many (default: 60),
 * `WIRELAB_FUZZ_SEED` which ones.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { projectRoot } from '../../src/lib/project-root.ts';
import { fromSchema } from './inputs/from-schema.ts';
import { mutatedText } from './inputs/mutated-text.ts';
import { mutatedTree } from './inputs/mutated-tree.ts';
import { brokenTexts, scenarioTexts } from './inputs/real-files.ts';
import { fuzzOptions } from './options.ts';
import { expectNoFault } from './no-fault.ts';
import { VerbClient } from './verb-client.ts';

const directory = mkdtempSync(join(tmpdir(), 'wirelab-fuzz-'));
const file = join(directory, 'input.yaml');
const client = new VerbClient();
const accepted = { read: 0, sound: 0 };
afterAll(() => {
  client.close();
  rmSync(directory, { recursive: true });
});

/** What can be done with a scenario that is sound, without starting anything. */
const verbs: readonly (readonly string[])[] = [
  ['plan', file],
  ['explain', file],
  ['graph', file],
  ['graph', file, '--format', 'svg'],
  ['graph', file, '--format', 'mermaid'],
  ['graph', file, '--format', 'dot', '--step', '0'],
];

async function readAll(text: string): Promise<void> {
  writeFileSync(file, text);
  const validated = await client.run(['validate', file]);
  expectNoFault('validate', validated);
  accepted.read++;
  if (validated.code !== 0) return;
  accepted.sound++;
  for (const args of verbs) {
    const outcome = await client.run(args);
    expectNoFault(args.join(' '), outcome);
    expect(outcome.code, `${args.join(' ')}: ${outcome.stderr}`).toBe(0);
  }
}

const schema = readFileSync(join(projectRoot, 'schemas', 'scenario.schema.json'), 'utf8');

it.each([
  ['damaged files', mutatedText([...scenarioTexts, ...brokenTexts]), 0.4],
  ['files with other things in them', mutatedTree(scenarioTexts), 0.35],
  ['files made from the schema', fromSchema(schema), 0.15],
])('%s: each is read or refused', async (_, inputs, share) => {
  await fc.assert(fc.asyncProperty(inputs, readAll), fuzzOptions(share));
});

it('has had sound ones among them, or it says little', () => {
  expect(accepted.sound).toBeGreaterThan(accepted.read / 100);
});
