import { readlink, rm, symlink } from 'node:fs/promises';
import { HarnessError } from './errors.ts';
import { poll } from './poll.ts';
import { isAlive, ownIdentity, pidOf, type ProcessIdentity } from './process-identity.ts';

export interface LockOptions {
  readonly signal: AbortSignal;
  /** Told when another process holds the lock, and every 30 s from then on. */
  readonly onWait: (holder: string) => void;
  /** In milliseconds. Default: ten minutes. */
  readonly timeoutMs?: number;
}

const heartbeatMs = 30_000;

/**
 * Runs `work` while this process alone holds the lock. The lock of a dead process is taken over.
 * @throws HarnessError when another process holds on for too long
 * @throws the signal's reason
 */
export async function withLock<T>(
  path: string,
  options: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  let toldAt = -Infinity;
  let rival = 'another process';
  const { value } = await poll(
    async () => {
      const holder = await tryLock(path);
      if (holder === null) return true;
      rival = `process ${pidOf(holder)}`;
      if (performance.now() - toldAt >= heartbeatMs) {
        toldAt = performance.now();
        options.onWait(rival);
      }
      return null;
    },
    {
      signal: options.signal,
      deadlineMs: options.timeoutMs ?? 600_000,
      firstPauseMs: 50,
      maxPauseMs: 500,
    },
  );
  if (value === null) {
    throw new HarnessError(`${path} is held by ${rival}`, {
      remedy: 'wait until that process has ended, or end it',
    });
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** Removes the lock of a dead process; returns whether there was one. */
export async function removeDeadLock(path: string): Promise<boolean> {
  const holder = await holderOf(path);
  if (holder === null || isAlive(holder)) return false;
  if ((await tryLock(path)) !== null) return false;
  await rm(path, { force: true });
  return true;
}

/**
 * Null when the lock is ours now, else its living holder. The lock is a symbolic link that names
 * its holder: it appears with its content, so nobody ever reads half a lock.
 */
async function tryLock(path: string): Promise<ProcessIdentity | null> {
  try {
    await symlink(ownIdentity, path);
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = await holderOf(path);
  if (holder !== null && isAlive(holder)) return holder;
  if (holder !== null) {
    // Two processes may find the same dead holder: the second must not remove the first one's lock.
    const rival = await tryLock(`${path}.takeover`);
    if (rival !== null) return rival;
    try {
      if ((await holderOf(path)) === holder) await rm(path, { force: true });
    } finally {
      await rm(`${path}.takeover`, { force: true });
    }
  }
  return tryLock(path);
}

/** Null when nobody holds the lock. */
async function holderOf(path: string): Promise<ProcessIdentity | null> {
  try {
    return await readlink(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    return ''; // no lock of ours; nobody lives by this name
  }
}
