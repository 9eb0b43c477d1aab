import { existsSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { HarnessError } from './errors.ts';

const uid = process.getuid?.() ?? 0;

/**
 * Images, templates and what was found out about this host: may be deleted at any time, and is
 * then made anew. `$XDG_CACHE_HOME/wirelab`, by default `~/.cache/wirelab`.
 */
export function cacheDirectory(): string {
  return ownDirectory(join(baseOf('XDG_CACHE_HOME') ?? join(homedir(), '.cache'), 'wirelab'));
}

/**
 * What is kept of runs, until somebody removes it: `$XDG_STATE_HOME/wirelab`, by default
 * `~/.local/state/wirelab`. Made by who writes there.
 */
export function stateDirectory(): string {
  return join(baseOf('XDG_STATE_HOME') ?? join(homedir(), '.local', 'state'), 'wirelab');
}

/**
 * Labs with their sockets, logs and ledgers; gone after a reboot, as the labs are.
 * `$XDG_RUNTIME_DIR/wirelab`, else `/run/wirelab` for root, else a directory of the user's own
 * in the system's temporary directory.
 */
export function runtimeDirectory(): string {
  const base = baseOf('XDG_RUNTIME_DIR');
  if (base !== null) return ownDirectory(join(base, 'wirelab'));
  return ownDirectory(uid === 0 ? '/run/wirelab' : join(tmpdir(), `wirelab-${uid}`));
}

/** A relative path is invalid and ignored (XDG Base Directory Specification). */
function baseOf(variable: string): string | null {
  const value = process.env[variable];
  return value !== undefined && isAbsolute(value) ? value : null;
}

/** Makes a directory below those of wirelab for its owner alone, where there is none. @throws HarnessError */
export function makeDirectory(path: string): void {
  try {
    // The recursive one says of a file system that is read-only that its parent is missing.
    if (!existsSync(path) && existsSync(dirname(path))) mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw directoryError(path, error);
  }
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw directoryError(path, error);
  }
}

function directoryError(path: string, cause: unknown): HarnessError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new HarnessError(`cannot make the directory ${path}: ${reason}`, {
    remedy: 'make its parent writable, or set XDG_CACHE_HOME or XDG_RUNTIME_DIR',
    cause,
  });
}

/** Keys and sockets lie below, so it is made for its owner alone; where others write, it is refused. */
function ownDirectory(path: string): string {
  makeDirectory(path);
  // In a temporary directory somebody else may have laid a link to a place of ours.
  const { mode, uid: owner } = statSync(path);
  if (owner !== uid || lstatSync(path).uid !== uid || (mode & 0o022) !== 0) {
    throw new HarnessError(`others can write to ${path}, so nothing in it can be trusted`, {
      remedy: `make it yours alone: chown $(id -u) ${path} && chmod 700 ${path}`,
    });
  }
  return path;
}

/** The names in a directory; none when it is not there. */
export function entriesOf(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
