/** Whether what was once made is still what was made: images and templates. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { HarnessError } from '../../lib/errors.ts';
import { withLock } from '../../lib/lock.ts';
import { sha256Of } from '../../lib/sha256.ts';

/** Beside the files that it is about. */
const recordName = 'files.json';

const recordSchema = z.record(
  z.string(),
  z.object({ size: z.number(), mtimeMs: z.number(), sha256: z.string() }),
);

/** Files by their names. */
type FileRecord = z.infer<typeof recordSchema>;

/** A directory of the cache, and the files that it must hold. */
export interface Made {
  readonly what: 'image' | 'template';
  readonly directory: string;
  readonly files: readonly string[];
}

/** Writes down what the files are like; the last thing before they count as made. */
export async function recordFiles({ directory, files }: Omit<Made, 'what'>): Promise<void> {
  const record: Record<string, FileRecord[string]> = {};
  for (const name of files) {
    const path = join(directory, name);
    const { size, mtimeMs } = statSync(path);
    record[name] = { size, mtimeMs, sha256: await sha256Of(path) };
  }
  await replaceRecord(directory, record);
}

async function replaceRecord(directory: string, record: FileRecord): Promise<void> {
  const fresh = join(directory, `${recordName}.${process.pid}`);
  await writeFile(fresh, `${JSON.stringify(record, null, 2)}\n`);
  await rename(fresh, join(directory, recordName));
}

/** Null when there is none; throws when it is none of ours. */
function readRecord(directory: string): FileRecord | null {
  const path = join(directory, recordName);
  return existsSync(path) ? recordSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
}

/**
 * Looks at sizes and times, which costs nothing; a file whose time has changed is read.
 * @throws HarnessError when something is damaged: it is removed then, so that the next run makes it
 *   anew
 */
export async function demandIntact(made: Made, signal: AbortSignal): Promise<void> {
  const damage = await damageOf(made, 'where in doubt');
  if (damage !== null) throw await removeDamaged(made, damage, signal);
}

/**
 * The same after something failed that was made from it: everything is read. Returns what there is
 * to say about it, or null when nothing is damaged.
 */
export async function blame(made: Made, signal: AbortSignal): Promise<HarnessError | null> {
  const damage = await damageOf(made, 'always');
  return damage === null ? null : removeDamaged(made, damage, signal);
}

type Reading = 'where in doubt' | 'always';

async function damageOf(
  { what, directory, files }: Made,
  reading: Reading,
): Promise<string | null> {
  try {
    // An empty one is as good as none.
    const absent = files.filter((name) => sizeOf(join(directory, name)) === 0);
    if (absent.length > 0) return `it has no ${absent.join(', ')}`;
    const record = readRecord(directory);
    if (record !== null) return await differences(directory, record, reading);
    // Made before there were records: it is taken for what it is.
    await recordFiles({ directory, files });
    return null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      return `its ${recordName} is no record`;
    }
    if (existsSync(directory)) throw error;
    return `the ${what} is gone`;
  }
}

async function differences(
  directory: string,
  record: FileRecord,
  reading: Reading,
): Promise<string | null> {
  const touched: Record<string, FileRecord[string]> = {};
  for (const [name, entry] of Object.entries(record)) {
    const path = join(directory, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return `it has no ${name}`;
    const { size, mtimeMs } = stats;
    if (size !== entry.size) return `${name} has ${size} bytes instead of ${entry.size}`;
    if (reading === 'where in doubt' && mtimeMs === entry.mtimeMs) continue;
    if ((await sha256Of(path)) !== entry.sha256) return `${name} is not what was once written`;
    if (mtimeMs !== entry.mtimeMs) touched[name] = { ...entry, mtimeMs };
  }
  if (Object.keys(touched).length > 0) await replaceRecord(directory, { ...record, ...touched });
  return null;
}

/** What still runs keeps the files that it has open. */
async function removeDamaged(
  { what, directory }: Made,
  damage: string,
  signal: AbortSignal,
): Promise<HarnessError> {
  const message = `the ${what} in ${directory} is damaged: ${damage}`;
  try {
    await withLock(`${directory}.lock`, { signal, onWait: () => undefined }, () =>
      rm(directory, { recursive: true, force: true }),
    );
  } catch (error) {
    signal.throwIfAborted();
    return new HarnessError(message, { cause: error, remedy: `remove it: rm -r ${directory}` });
  }
  const remedy = `it was removed; run again, and ${basename(directory)} is made anew`;
  return new HarnessError(message, { remedy });
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
