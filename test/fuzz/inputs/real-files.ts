import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/lib/project-root.ts';

function textsIn(directory: string): readonly string[] {
  return readdirSync(join(projectRoot, directory))
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => readFileSync(join(projectRoot, directory, name), 'utf8'));
}

/** Scenarios that are sound, those of the catalogue and those of the tests. */
export const scenarioTexts = [...textsIn('scenarios'), ...textsIn('test/vm')];

/** Scenarios that are not. */
export const brokenTexts = textsIn('test/unit/scenario/bad');
