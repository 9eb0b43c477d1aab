/** Whether hardware virtualisation works here: found out by booting a kernel with it. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { cacheDirectory } from '../../lib/directories.ts';
import { HarnessError } from '../../lib/errors.ts';
import { markedEnvironment } from '../../lib/marked-processes.ts';
import { ownIdentity } from '../../lib/process-identity.ts';
import type { Accelerator, ProviderRequest, StepContext } from '../provider.ts';
import type { BootFiles } from './machine-arguments.ts';

/** With KVM the probe's kernel is up in well under a second. */
const probeTimeoutMs = 8000;
const aliveMark = 'wirelab-probe-alive';

/** Commands in an emulated node take this many times as long as on the host, as measured. */
const emulatedTimeFactor = 4;

const memorySchema = z.object({ key: z.string(), failure: z.string().nullable() });

/** Picks the accelerator. @throws HarnessError when kvm is asked for and does not work */
export async function chooseAccelerator(
  request: ProviderRequest,
  boot: BootFiles,
  qemuVersion: string,
  context: StepContext,
): Promise<Accelerator> {
  if (request.accel === 'tcg') return emulated('asked for by --accel tcg');
  const failure = deviceFailure() ?? (await rememberedProbe(boot, qemuVersion, context));
  if (failure === null) {
    return { name: 'kvm', emulated: false, reason: 'a kernel booted under KVM', timeFactor: 1 };
  }
  if (request.accel === 'kvm') {
    throw new HarnessError(`KVM does not work here: ${failure}`, {
      remedy: 'leave --accel out to run emulated, or make /dev/kvm usable',
    });
  }
  return emulated(failure);
}

function emulated(reason: string): Accelerator {
  return { name: 'tcg', emulated: true, reason, timeFactor: emulatedTimeFactor };
}

function deviceFailure(): string | null {
  try {
    accessSync('/dev/kvm', constants.R_OK | constants.W_OK);
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'there is no /dev/kvm' : 'this user may not open /dev/kvm';
  }
}

/** Why a kernel does not boot under KVM; null when it does. Asked once per host and QEMU. */
async function rememberedProbe(
  boot: BootFiles,
  qemuVersion: string,
  context: StepContext,
): Promise<string | null> {
  const file = join(cacheDirectory(), 'accelerator.json');
  const key = `${qemuVersion} on ${release()}`;
  const known = memorySchema.safeParse(await readJson(file));
  if (known.success && known.data.key === key) return known.data.failure;
  context.progress('trying hardware virtualisation: booting a kernel under KVM');
  const failure = await probe(boot, context.signal);
  await writeFile(file, `${JSON.stringify({ key, failure }, null, 2)}\n`);
  return failure;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}

async function probe(boot: BootFiles, signal: AbortSignal): Promise<string | null> {
  const directory = await mkdtemp(join(tmpdir(), `wirelab-probe-${ownIdentity}-`));
  const console = join(directory, 'console.log');
  try {
    const ended = await runProbe(boot, console, signal);
    signal.throwIfAborted();
    const alive = (await readFile(console, 'utf8').catch(() => '')).includes(aliveMark);
    return alive ? null : `/dev/kvm opens, but ${ended}`;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function runProbe(boot: BootFiles, console: string, signal: AbortSignal): Promise<string> {
  const child = spawn(
    'qemu-system-x86_64',
    [
      ...['-machine', 'pc,vmport=off', '-accel', 'kvm', '-cpu', 'host', '-m', '256'],
      ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
      ...['-serial', `file:${console}`, '-kernel', boot.kernel, '-initrd', boot.initrd],
      ...['-append', 'console=ttyS0 panic=-1 wirelab.probe'],
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      signal,
      killSignal: 'SIGKILL',
      timeout: probeTimeoutMs,
      env: markedEnvironment('accelerator'),
    },
  );
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      resolve(error.message);
    });
    child.on('close', (code) => {
      if (code === null) resolve(`no kernel boots with it within ${probeTimeoutMs / 1000} s`);
      else resolve(`QEMU says: ${stderr.trim().split('\n')[0] ?? `exit code ${code}`}`);
    });
  });
}
