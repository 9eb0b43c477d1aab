/** What the project's own files ask for, and whether node_modules has it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** True when what runs, major.minor.patch, is at least what `engines` asks for: `>=20.19`. */
export function nodeIsNewEnough(running, engines) {
  const numbers = (text) =>
    text
      .replace(/^[^\d]*/, '')
      .split('.')
      .map(Number);
  const [have, want] = [numbers(running), numbers(engines)];
  const differing = want.findIndex((number, i) => number !== have[i]);
  return differing === -1 || have[differing] > want[differing];
}

/**
 * True when what npm last installed is what the lock file asks for. npm leaves out optional
 * packages that are for other platforms.
 */
export function modulesMatchLock(lock, installed) {
  const wanted = Object.entries(lock.packages).filter(([path]) => path !== '');
  const same = (path, entry) =>
    installed.packages[path]?.version === entry.version &&
    installed.packages[path]?.integrity === entry.integrity;
  return (
    wanted.every(([path, entry]) =>
      path in installed.packages ? same(path, entry) : entry.optional || entry.devOptional,
    ) && Object.keys(installed.packages).every((path) => path in lock.packages)
  );
}

export function modulesAreInstalled(root) {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = readJson(installedFile);
  return (
    modulesMatchLock(readJson(join(root, 'package-lock.json')), installed) &&
    Object.keys(installed.packages).every((path) => existsSync(join(root, path)))
  );
}

export function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
