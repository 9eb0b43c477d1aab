import { delimiter } from 'node:path';

/** Debian keeps the directories of system commands off the path of ordinary users. */
const systemDirectories = ['/usr/sbin', '/sbin'];

/** Where commands of this host are looked for. */
export function commandDirectories(): readonly string[] {
  const own = (process.env['PATH'] ?? '').split(delimiter).filter((directory) => directory !== '');
  return [...own, ...systemDirectories.filter((directory) => !own.includes(directory))];
}

/** The environment of commands on this host. */
export function hostEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: commandDirectories().join(delimiter) };
}
