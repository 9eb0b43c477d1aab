import { readFileSync } from 'node:fs';

const directory = new URL('recorded/', import.meta.url);

/** The releases whose tools were recorded; see record.sh. */
export const releases = ['debian12', 'debian13'] as const;

export function recorded(release: (typeof releases)[number], name: string): string {
  return readFileSync(new URL(`${release}/${name}.txt`, directory), 'utf8');
}

export function recordedCapture(name: string): Uint8Array {
  return Uint8Array.from(readFileSync(new URL(`${name}.pcap`, directory)));
}
