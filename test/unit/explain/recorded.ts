import { readFileSync } from 'node:fs';

/** Files that recorded/record.sh has recorded. */
export function recorded(name: string): Buffer {
  return readFileSync(new URL(`recorded/${name}`, import.meta.url));
}
