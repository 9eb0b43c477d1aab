/**
 * Every process that wirelab leaves running on the host carries a mark in its environment, so
 * that it can be found even if wirelab was killed before it could write the process down.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { runtimeDirectory } from './directories.ts';
import { hostEnvironment } from './host-environment.ts';
import { identityOf, isAlive, ownIdentity, pidOf } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

export interface MarkedProcess {
  readonly identity: ProcessIdentity;
  /** The lab that it belongs to. */
  readonly lab: string;
  /** The wirelab process that started it. */
  readonly owner: ProcessIdentity;
  /** Where that one keeps its labs: not every wirelab of a user has the same XDG_RUNTIME_DIR. */
  readonly runtimeDirectory: string;
  /** Its command line, for people. */
  readonly command: string;
}

const LAB = 'WIRELAB_LAB';
const OWNER = 'WIRELAB_OWNER';
const RUNTIME = 'WIRELAB_RUNTIME';

/** The environment for a process of a lab. */
export function markedEnvironment(lab: string): NodeJS.ProcessEnv {
  return {
    ...hostEnvironment(),
    [LAB]: lab,
    [OWNER]: ownIdentity,
    [RUNTIME]: runtimeDirectory(),
  };
}

/** All marked processes that this user may see. */
export function markedProcesses(): readonly MarkedProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readMark(Number(name)) ?? []);
}

function readMark(pid: number): MarkedProcess | null {
  const identity = identityOf(pid);
  if (identity === null || pid === process.pid) return null;
  try {
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    const valueOf = (key: string) =>
      environment.find((entry) => entry.startsWith(`${key}=`))?.slice(key.length + 1);
    const lab = valueOf(LAB);
    const owner = valueOf(OWNER);
    const runtime = valueOf(RUNTIME);
    if (lab === undefined || owner === undefined || runtime === undefined) return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { identity, lab, owner, runtimeDirectory: runtime, command };
  } catch {
    return null; // gone meanwhile, or another user's
  }
}

/** Ends processes: asks first, and insists after `graceMs`. Returns those that are still there. */
export async function endProcesses(
  identities: readonly ProcessIdentity[],
  graceMs = 2000,
): Promise<readonly ProcessIdentity[]> {
  signalAll(identities, 'SIGTERM');
  const afterGrace = await remaining(identities, graceMs);
  signalAll(afterGrace, 'SIGKILL');
  return remaining(afterGrace, 5000);
}

/** Ends what runs for a lab at once. Returns what is still there. */
export function killProcessesOf(lab: string): Promise<readonly ProcessIdentity[]> {
  const own = markedProcesses().filter((process) => process.lab === lab);
  return killProcesses(own.map(({ identity }) => identity));
}

/** Ends processes at once, whatever they are doing. Returns those that are still there. */
export async function killProcesses(
  identities: readonly ProcessIdentity[],
): Promise<readonly ProcessIdentity[]> {
  signalAll(identities, 'SIGKILL');
  return remaining(identities, 5000);
}

function signalAll(identities: readonly ProcessIdentity[], signal: NodeJS.Signals): void {
  for (const identity of identities.filter(isAlive)) {
    try {
      process.kill(pidOf(identity), signal);
    } catch {
      // It ended by itself.
    }
  }
}

async function remaining(
  identities: readonly ProcessIdentity[],
  withinMs: number,
): Promise<readonly ProcessIdentity[]> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const alive = identities.filter(isAlive);
    if (alive.length === 0 || performance.now() > deadline) return alive;
    await pause(5);
  }
}
