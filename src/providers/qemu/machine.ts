/** One running QEMU process. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HarnessError } from '../../lib/errors.ts';
import { killProcesses, markedEnvironment } from '../../lib/marked-processes.ts';
import { identityOf, isAlive, type ProcessIdentity } from '../../lib/process-identity.ts';
import type { LabNamespace } from './lab-namespace.ts';
import { openQmp, type Qmp } from './qmp.ts';

/** The files of one machine, all in its own directory. */
export interface MachineFiles {
  readonly directory: string;
  readonly qmp: string;
  readonly console: string;
  readonly log: string;
  readonly process: string;
}

export interface Machine {
  readonly process: ProcessIdentity;
  readonly qmp: Qmp;
}

/** sockaddr_un.sun_path, less the closing zero (unix(7)). */
const maxSocketPathBytes = 107;

export function machineFiles(directory: string): MachineFiles {
  return {
    directory,
    qmp: join(directory, 'qmp.sock'),
    console: join(directory, 'console.log'),
    log: join(directory, 'qemu.log'),
    process: join(directory, 'process'),
  };
}

/** Starts QEMU in the lab's namespace and connects to its monitor. @throws HarnessError */
export async function startMachine(
  spec: {
    readonly lab: string;
    readonly namespace: LabNamespace;
    readonly files: MachineFiles;
    readonly argv: readonly string[];
  },
  signal: AbortSignal,
): Promise<Machine> {
  const { files } = spec;
  if (Buffer.byteLength(files.qmp) > maxSocketPathBytes) {
    throw new HarnessError(`the socket path ${files.qmp} is longer than the kernel takes`, {
      remedy: 'set XDG_RUNTIME_DIR to a shorter directory',
    });
  }
  await mkdir(files.directory, { recursive: true });
  await rm(files.qmp, { force: true });
  const log = openSync(files.log, 'w');
  const [command, ...args] = spec.namespace.inside([
    'qemu-system-x86_64',
    ...spec.argv,
    ...['-qmp', `unix:${files.qmp},server=on,wait=off`],
    ...['-serial', `file:${files.console}`],
  ]);
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: markedEnvironment(spec.lab),
  });
  closeSync(log);
  child.unref();
  let failed: string | null = null;
  child.on('error', (error) => (failed = error.message));
  child.on('exit', () => (failed ??= tail(files.log) || 'it ended without a word'));
  const alive = (): void => {
    if (failed !== null) throw new HarnessError(`QEMU ended at once: ${failed}`);
  };
  const process = child.pid === undefined ? null : identityOf(child.pid);
  const qmp = await openQmp(files.qmp, alive, signal);
  if (process === null) throw new HarnessError('QEMU ended at once');
  await writeFile(files.process, process);
  return { process, qmp };
}

/** The process that runs in these files' directory; null when none does. */
function runningProcess(files: MachineFiles): ProcessIdentity | null {
  try {
    const process = readFileSync(files.process, 'utf8');
    return isAlive(process) ? process : null;
  } catch {
    return null;
  }
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
