import { mkdirSync, statSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { HarnessError } from './errors.ts';

/**
 * Images, templates and what was found out about this host: may be deleted at any time, and is
 * then made anew. `$XDG_CACHE_HOME/wirelab`, by default `~/.cache/wirelab`.
 */
export function cacheDirectory(): string {
  const base = process.env['XDG_CACHE_HOME'];
  return ownDirectory(join(isSet(base) ? base : join(homedir(), '.cache'), 'wirelab'));
}

/**
 * Labs with their sockets, logs and ledgers; gone after a reboot, as the labs are.
 * `$XDG_RUNTIME_DIR/wirelab`, else `/run/wirelab` for root, else a directory of the user's own
 * in the system's temporary directory.
 */
export function runtimeDirectory(): string {
  const base = process.env['XDG_RUNTIME_DIR'];
  if (isSet(base)) return ownDirectory(join(base, 'wirelab'));
  const { uid } = userInfo();
  return ownDirectory(uid === 0 ? '/run/wirelab' : join(tmpdir(), `wirelab-${uid}`));
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

/** Keys and sockets lie below: the directory is readable by its owner alone, or it is refused. */
function ownDirectory(path: string): string {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new HarnessError(`cannot make the directory ${path}: ${String(error)}`, {
      remedy: 'make its parent writable, or set XDG_CACHE_HOME or XDG_RUNTIME_DIR',
      cause: error,
    });
  }
  const { mode, uid } = statSync(path);
  if (uid !== userInfo().uid || (mode & 0o022) !== 0) {
    throw new HarnessError(`others can write to ${path}, so nothing in it can be trusted`, {
      remedy: `make it yours alone: chown $(id -u) ${path} && chmod 700 ${path}`,
    });
  }
  return path;
}
