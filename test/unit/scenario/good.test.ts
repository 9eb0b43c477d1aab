import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTopology } from '../../../src/cli/topology.ts';
import { listScenarioFiles, scenariosDirectory } from '../../../src/scenario/find.ts';

const kind = { name: 'default', cpus: 1, memoryMib: 256, image: 'debian-13' };
const inventory = { kinds: new Map([[kind.name, kind]]), images: new Map() };
const good = join(import.meta.dirname, 'good');

test.each([
  ...listScenarioFiles(scenariosDirectory),
  ...readdirSync(good).map((name) => join(good, name)),
])('%s raises no alarm', async (file) => {
  const result = await readTopology(file, inventory);
  expect(result.ok ? [] : result.problems).toEqual([]);
});
