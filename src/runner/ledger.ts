/** What was made for a lab on this host, each thing written down before it was made. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { labDirectory } from './lab-store.ts';

const entrySchema = z.object({ kind: z.string(), name: z.string() });

/** A resource on the host. */
export type LedgerEntry = Readonly<z.infer<typeof entrySchema>>;

export function recordResource(id: string, entry: LedgerEntry): void {
  appendFileSync(join(labDirectory(id), 'ledger.jsonl'), `${JSON.stringify(entry)}\n`);
}

/** In the order in which they were made; a line that was cut short is left out. */
export function readLedger(id: string): readonly LedgerEntry[] {
  const file = join(labDirectory(id), 'ledger.jsonl');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').flatMap(parseEntry);
}

function parseEntry(line: string): readonly LedgerEntry[] {
  try {
    return [entrySchema.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
