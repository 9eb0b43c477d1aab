import { link, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { HarnessError } from './errors.ts';
import { poll } from './poll.ts';
import { isAlive, ownIdentity, pidOf } from './process-identity.ts';

export interface LockOptions {
  readonly signal: AbortSignal;
  /** Told once when another process holds the lock. */
  readonly onWait: (holder: string) => void;
  /** In milliseconds. Default: ten minutes. */
  readonly timeoutMs?: number;
}

/**
 * Runs `work` while this process alone holds the lock file. The lock of a dead process is taken
 * over.
 * @throws HarnessError when another process holds on for too long
 */
export async function withLock<T>(
  path: string,
  options: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  let told = false;
  const { value } = await poll(
    async () => {
      const holder = await tryLock(path);
      if (holder === null) return true;
      if (!told) options.onWait(`process ${pidOf(holder)}`);
      told = true;
      return null;
    },
    {
      signal: options.signal,
      deadlineMs: options.timeoutMs ?? 600_000,
      firstPauseMs: 50,
      maxPauseMs: 500,
    },
  );
  if (value === null) throw new HarnessError(`${path} is held by another process`);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** Null when the lock is ours now, else its living holder. */
async function tryLock(path: string): Promise<string | null> {
  // A link appears with its content, so no other process ever reads a half-written lock.
  const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(draft, ownIdentity);
  try {
    await link(draft, path);
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  const holder = await readFile(path, 'utf8').catch(() => null);
  if (holder !== null && isAlive(holder)) return holder;
  await rm(path, { force: true });
  return tryLock(path);
}
