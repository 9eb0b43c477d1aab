import { existsSync, readdirSync } from 'node:fs';
import { basename, extname, join, relative, resolve } from 'node:path';
import { printable } from '../lib/printable.ts';
import { projectRoot } from '../lib/project-root.ts';
import { suggest } from './nearest.ts';
import type { Problem } from './problem.ts';

export type Found =
  | { readonly ok: true; readonly file: string }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Directory of the scenarios that come with wirelab. */
export const scenariosDirectory = join(projectRoot, 'scenarios');

const EXTENSIONS: readonly string[] = ['.yaml', '.yml'];

/** The name of the scenario in a file: `multi-node-overlay` for `scenarios/multi-node-overlay.yaml`. */
export function scenarioName(file: string): string {
  return basename(file, extname(file));
}

/** Files of the scenarios in a directory, in the order of their names. */
export function listScenarioFiles(directory: string): readonly string[] {
  return readdirSync(directory)
    .filter((name) => EXTENSIONS.includes(extname(name)))
    .toSorted()
    .map((name) => join(directory, name));
}

/** Relative to the working directory when it lies below it. */
function shown(file: string): string {
  const fromHere = relative(process.cwd(), resolve(file));
  return fromHere === '' || fromHere.startsWith('..') ? resolve(file) : fromHere;
}

function looksLikePath(nameOrPath: string): boolean {
  return nameOrPath.includes('/') || EXTENSIONS.includes(extname(nameOrPath));
}

function refused(code: string, file: string, message: string, hint: string | null): Found {
  const at = { line: 1, column: 1, length: 1, sourceLine: null };
  return { ok: false, problems: [{ code, file, message, hint, ...at }] };
}

function notFound(code: string, file: string, message: string, wanted: string): Found {
  const names = listScenarioFiles(scenariosDirectory).map(scenarioName);
  return refused(code, file, message, suggest(wanted, names, 'scenarios'));
}

/** The file of a scenario, given its name or a path. Does not look into the file. */
export function findScenario(nameOrPath: string): Found {
  if (looksLikePath(nameOrPath)) {
    const file = shown(nameOrPath);
    const told = printable(file).replaceAll(/[\t\n\r]/g, '\ufffd');
    if (told !== file) {
      const message = 'the path of the file has control characters';
      return refused('bad-file-name', told, message, 'give it another name');
    }
    if (existsSync(nameOrPath)) return { ok: true, file };
    return notFound('no-such-file', file, 'there is no such file', scenarioName(nameOrPath));
  }
  const files = EXTENSIONS.map((extension) => join(scenariosDirectory, nameOrPath + extension));
  const file = files.find((candidate) => existsSync(candidate));
  if (file !== undefined) return { ok: true, file: shown(file) };
  const wanted = shown(files[0] ?? nameOrPath);
  return notFound('no-such-scenario', wanted, `there is no scenario \`${nameOrPath}\``, nameOrPath);
}
