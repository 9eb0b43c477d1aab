import type { ExpectedFdbEntry } from '../../topology/checks/fdb.ts';
import type { FdbEntry } from '../parse/bridge-fdb.ts';

/** `02:00:00:00:02:12 dst 10.0.0.20`. */
export function fdbLine({ mac, dst, permanent }: FdbEntry): string {
  return [mac, ...(dst === null ? [] : ['dst', dst]), ...(permanent ? ['permanent'] : [])].join(
    ' ',
  );
}

/** `node2/con1 behind 10.0.0.20`. */
export function entryWords({ mac, dst }: ExpectedFdbEntry): string {
  return dst === null ? mac.label : `${mac.label} behind ${dst}`;
}

function isMeant(wanted: ExpectedFdbEntry, entry: FdbEntry): boolean {
  return wanted.mac.macs.includes(entry.mac) && (wanted.dst ?? entry.dst) === entry.dst;
}

/** Why an entry that must be there is not; null when it is. */
export function presentObjection(
  wanted: ExpectedFdbEntry,
  table: readonly FdbEntry[],
): string | null {
  if (table.some((entry) => isMeant(wanted, entry))) return null;
  const elsewhere = table.filter(({ mac, dst }) => wanted.mac.macs.includes(mac) && dst !== null);
  return elsewhere.length === 0
    ? `no entry for ${entryWords(wanted)} (${wanted.mac.macs.join(', ') || 'no MAC address'})`
    : `${wanted.mac.label} is behind ${elsewhere.map(({ dst }) => dst).join(', ')}, not behind ${wanted.dst ?? ''}`;
}

/** Why an entry that must not be there is; null when it is not. */
export function absentObjection(
  wanted: ExpectedFdbEntry,
  table: readonly FdbEntry[],
): string | null {
  const entry = table.find((each) => isMeant(wanted, each));
  return entry === undefined ? null : `there is ${fdbLine(entry)} (${wanted.mac.label})`;
}
