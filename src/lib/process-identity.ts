import { readFileSync } from 'node:fs';

/**
 * A process that cannot be mistaken for a later one with the same number: `PID:START`, START
 * being its start time in clock ticks since boot (proc_pid_stat(5), field 22).
 */
export type ProcessIdentity = string;

/** The identity of a running process; null when there is none, or only its zombie. */
export function identityOf(pid: number): ProcessIdentity | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The command in field 2 may hold blanks and parentheses; what follows the last one does not.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  const startTicks = fields[19];
  if (state === 'Z' || state === 'X' || startTicks === undefined) return null;
  return `${pid}:${startTicks}`;
}

export function isAlive(identity: ProcessIdentity): boolean {
  const pid = pidOf(identity);
  return Number.isInteger(pid) && pid > 0 && identityOf(pid) === identity;
}

export function pidOf(identity: ProcessIdentity): number {
  return Number(identity.split(':')[0]);
}

/** This process. */
export const ownIdentity: ProcessIdentity = identityOf(process.pid) ?? `${process.pid}:0`;
