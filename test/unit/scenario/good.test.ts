import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listScenarioFiles, scenariosDirectory } from '../../../src/scenario/find.ts';
import { loadScenario } from '../../../src/scenario/load.ts';

const inventory = { kinds: new Map([['default', null]]) };
const good = join(import.meta.dirname, 'good');

test.each([
  ...listScenarioFiles(scenariosDirectory),
  ...readdirSync(good).map((name) => join(good, name)),
])('%s raises no alarm', (file) => {
  const result = loadScenario(file, inventory);
  expect(result.ok ? [] : result.problems).toEqual([]);
});
