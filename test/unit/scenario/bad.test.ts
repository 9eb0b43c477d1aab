import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { readTopology } from '../../../src/cli/topology.ts';
import { renderProblems } from '../../../src/scenario/render.ts';
import { builtImage } from '../inventory/built-image.ts';

const directory = join(import.meta.dirname, 'bad');
const files = readdirSync(directory).filter((name) => name.endsWith('.yaml'));
const kind = { name: 'default', cpus: 1, memoryMib: 256, image: 'debian-13' };
const inventory = {
  kinds: new Map([[kind.name, kind]]),
  images: new Map([[kind.image, builtImage(kind.image)]]),
};

async function rendered(file: string): Promise<string> {
  const result = await readTopology(join(directory, file), inventory);
  if (result.ok) return 'no problems\n';
  const problems = result.problems.map((problem) => ({ ...problem, file: basename(problem.file) }));
  return `${renderProblems(problems)}\n`;
}

test.each(files)('%s is answered with its golden message', async (file) => {
  const goldenFile = join(directory, file.replace(/\.yaml$/, '.txt'));
  const message = await rendered(file);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(goldenFile, message);
  expect(message).toBe(readFileSync(goldenFile, 'utf8'));
});

test('every bad file has problems', async () => {
  expect(await Promise.all(files.map(rendered))).not.toContain('no problems\n');
});
