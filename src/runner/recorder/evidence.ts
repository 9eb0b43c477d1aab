/** Where recordings are kept, and how many. */
import { statSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { entriesOf, stateDirectory } from '../../lib/directories.ts';
import { abandonedWork, makeWorkDirectory } from '../../lib/work-directories.ts';

/** The oldest go when there are more. */
const MOST_KEPT = 20;

const draftPrefix = '.making-';

function evidenceDirectory(): string {
  return join(stateDirectory(), 'evidence');
}

/** Writes a run's files, by their names, and returns their directory. It appears as a whole. */
export async function keepEvidence(
  lab: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<string> {
  const all = evidenceDirectory();
  const directory = join(all, lab);
  const draft = await makeWorkDirectory(all, draftPrefix);
  try {
    for (const [name, content] of files) await writeFile(join(draft, name), content);
    // An earlier lab may have had the same random ending.
    await rm(directory, { recursive: true, force: true });
    await rename(draft, directory);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  for (const { path } of kept().slice(MOST_KEPT)) await rm(path, { recursive: true, force: true });
  return directory;
}

/** What `wirelab clean` removes: drafts of dead processes, and with `all` everything else too. */
export async function cleanEvidence(all: boolean): Promise<readonly string[]> {
  const doomed = [
    ...abandonedWork(evidenceDirectory(), draftPrefix),
    ...(all ? kept().map(({ path }) => path) : []),
  ];
  for (const path of doomed) await rm(path, { recursive: true, force: true });
  return doomed;
}

/** Those of whole runs, newest first. */
function kept(): readonly { readonly path: string; readonly madeMs: number }[] {
  return entriesOf(evidenceDirectory())
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => {
      const path = join(evidenceDirectory(), name);
      // Another wirelab may have removed it meanwhile.
      const madeMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
      return madeMs === undefined ? [] : [{ path, madeMs }];
    })
    .sort((a, b) => b.madeMs - a.madeMs);
}
