import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fillScenario } from '../../../../src/scenario/addresses/fill.ts';
import { type LoadedScenario, loadScenario } from '../../../../src/scenario/load.ts';
import { renderProblems } from '../../../../src/scenario/render.ts';

const directory = join(import.meta.dirname, 'given');
const files = readdirSync(directory).filter((name) => name.endsWith('.yaml'));
const inventory = { kinds: new Map([['default', null]]), images: new Map() };

function load(file: string) {
  const loaded = loadScenario(join(directory, file), inventory);
  if (!loaded.ok) throw new Error(renderProblems(loaded.problems));
  return loaded;
}

/** A line for everything that is given, below the step in which it is. */
function linesOf({ given, positions, stages }: ReturnType<typeof load>): readonly string[] {
  const lines = (stage: Pick<LoadedScenario, 'given' | 'positions'>) =>
    stage.given.map(({ what, to, text, path }) => {
      const { line, column } = stage.positions.at(path);
      return `${line}:${column} ${to}: ${what} ${text}\n`;
    });
  return [
    ...lines({ given, positions }),
    ...stages.flatMap((stage, index) => [`step ${index + 1}\n`, ...lines(stage)]),
  ];
}

test.each(files)('%s is given what its golden file says', (file) => {
  const text = linesOf(load(file)).join('');
  const goldenFile = join(directory, file.replace(/\.yaml$/, '.txt'));
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(goldenFile, text);
  expect(text).toBe(readFileSync(goldenFile, 'utf8'));
});

test.each(files)('%s is given nothing more once it is filled', (file) => {
  const { scenario } = load(file);
  expect(fillScenario(scenario)).toEqual({ scenario, given: [], missing: [] });
});
