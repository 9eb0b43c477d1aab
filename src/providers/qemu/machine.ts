/** One running QEMU process. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { HarnessError } from '../../lib/errors.ts';
import { killProcesses, markedEnvironment } from '../../lib/marked-processes.ts';
import { poll } from '../../lib/poll.ts';
import { identityOf, isAlive, type ProcessIdentity } from '../../lib/process-identity.ts';
import type { LabNamespace } from '../lab-network/lab-namespace.ts';
import { openQmp, type Qmp } from './qmp.ts';

/** The files of one machine, all in its own directory. */
export interface MachineFiles {
  readonly directory: string;
  readonly qmp: string;
  readonly console: string;
  readonly log: string;
  readonly process: string;
}

export function machineFiles(directory: string): MachineFiles {
  return {
    directory,
    qmp: join(directory, 'qmp.sock'),
    console: join(directory, 'console.log'),
    log: join(directory, 'qemu.log'),
    process: join(directory, 'process'),
  };
}

export interface MachineSpec {
  readonly lab: string;
  readonly namespace: Pick<LabNamespace, 'inside'>;
  readonly files: MachineFiles;
  /** QEMU's arguments without monitor and console. */
  readonly argv: readonly string[];
}

/**
 * Starts QEMU in the lab's namespace and works with its monitor.
 * @throws HarnessError with what QEMU said, when it ends meanwhile
 * @throws the signal's reason; the process may then still run
 */
export async function startMachine(
  spec: MachineSpec,
  signal: AbortSignal,
  work: (qmp: Qmp) => Promise<void>,
): Promise<void> {
  const { files } = spec;
  signal.throwIfAborted();
  await mkdir(files.directory, { recursive: true, mode: 0o700 });
  await rm(files.qmp, { force: true });
  let qmp: Qmp | null = null;
  const hasEnded = spawnQemu(spec);
  const alive = (): void => {
    if (hasEnded()) throw new HarnessError('it ended at once');
  };
  try {
    qmp = await openQmp(files.qmp, alive, signal);
    await work(qmp);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof HarnessError) || !(await endsSoon(files))) throw error;
    throw new HarnessError(`QEMU ended: ${tail(files.log) || error.message}`, { cause: error });
  } finally {
    qmp?.close();
  }
}

/** Asks a machine that runs. @throws HarnessError */
export async function askMachine(
  files: MachineFiles,
  work: (qmp: Qmp) => Promise<unknown>,
): Promise<void> {
  const alive = (): void => {
    if (runningProcess(files) === null) throw new HarnessError('the machine does not run');
  };
  const qmp = await openQmp(files.qmp, alive, new AbortController().signal);
  try {
    await work(qmp);
  } finally {
    qmp.close();
  }
}

/** Returns whether it has ended. */
function spawnQemu({ lab, namespace, files, argv }: MachineSpec): () => boolean {
  const [command, ...args] = namespace.inside([
    'qemu-system-x86_64',
    ...argv,
    // By a short path, from QEMU's own directory: sun_path ends at 107 bytes (unix(7)).
    ...['-qmp', `unix:${basename(files.qmp)},server=on,wait=off`],
    ...['-serial', `file:${files.console}`],
  ]);
  const log = openSync(files.log, 'w');
  const child = spawn(command, args, {
    detached: true,
    cwd: files.directory,
    stdio: ['ignore', log, log],
    env: markedEnvironment(lab),
  });
  closeSync(log);
  child.unref();
  let hasEnded = false;
  child.on('error', (error) => {
    hasEnded = true;
    writeFileSync(files.log, error.message);
  });
  child.on('exit', () => (hasEnded = true));
  // Written before anything can go wrong: who removes the machine finds its process here.
  const process = child.pid === undefined ? null : identityOf(child.pid);
  if (process !== null) writeFileSync(files.process, process);
  return () => hasEnded;
}

/** The process that runs in these files' directory; null when none does. */
export function runningProcess(files: MachineFiles): ProcessIdentity | null {
  try {
    const process = readFileSync(files.process, 'utf8');
    return isAlive(process) ? process : null;
  } catch {
    return null;
  }
}

/** The monitor is lost a moment before the process is. */
async function endsSoon(files: MachineFiles): Promise<boolean> {
  const hasEnded = (): Promise<true | null> =>
    Promise.resolve(runningProcess(files) === null ? true : null);
  const { value } = await poll(hasEnded, { deadlineMs: 300, firstPauseMs: 5, maxPauseMs: 50 });
  return value !== null;
}

/** Cuts the power. There is nothing to save: a node's disk is shared and read-only. */
export async function killMachine(files: MachineFiles): Promise<void> {
  const process = runningProcess(files);
  if (process === null) return;
  const left = await killProcesses([process]);
  if (left.length > 0) throw new HarnessError(`the QEMU process ${process} cannot be ended`);
}

/** Why a machine that should run does not; null when it does. */
export function causeOfDeath(files: MachineFiles): string | null {
  if (runningProcess(files) !== null) return null;
  const panic = /Kernel panic - .*/.exec(readText(files.console))?.[0];
  const said = panic ?? (tail(files.log) || tail(files.console) || 'no word of why');
  return `its QEMU process ended (${said}; see ${files.console})`;
}

function tail(file: string): string {
  return readText(file).trim().split('\n').slice(-5).join('; ');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
