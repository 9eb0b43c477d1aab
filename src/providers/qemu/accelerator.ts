/** Whether hardware virtualisation works here: found out by booting a kernel with it. */
import { accessSync, constants } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { release } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { cacheDirectory } from '../../lib/directories.ts';
import { HarnessError } from '../../lib/errors.ts';
import type { Accelerator, ProviderRequest, StepContext } from '../provider.ts';
import { bootProbe, type Probeable } from './boot-probe.ts';

/** Commands in an emulated node take this many times as long as on the host, as measured. */
const emulatedTimeFactor = 4;

const memorySchema = z.object({ key: z.string(), failure: z.string().nullable() });

/**
 * Picks the accelerator, by a trial with the kernel; without one, KVM is taken where it opens.
 * @throws HarnessError when kvm is asked for and does not work
 */
export async function chooseAccelerator(
  request: ProviderRequest,
  boot: Probeable | null,
  qemuVersion: string,
  context: StepContext,
): Promise<Accelerator> {
  if (request.accel === 'tcg') return emulated('asked for by --accel tcg');
  const failure =
    deviceFailure() ??
    (boot === null ? null : await rememberedProbe(request.accel, boot, qemuVersion, context));
  if (failure === null) {
    const reason = boot === null ? '/dev/kvm opens' : 'a kernel booted under KVM';
    return { name: 'kvm', emulated: false, reason, timeFactor: 1 };
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

/**
 * Why a kernel does not boot under KVM; null when it does. Asked once per host and QEMU, and again
 * when KVM is insisted on. What QEMU itself objects to is not remembered: it is quickly asked, and
 * may pass (another hypervisor has the processor).
 */
async function rememberedProbe(
  accel: 'auto' | 'kvm',
  boot: Probeable,
  qemuVersion: string,
  context: StepContext,
): Promise<string | null> {
  const file = join(cacheDirectory(), 'accelerator.json');
  const key = `${qemuVersion} on ${release()}`;
  const known = memorySchema.safeParse(await readJson(file));
  const isKnown = known.success && known.data.key === key;
  if (isKnown && (known.data.failure === null || accel === 'auto')) return known.data.failure;
  context.progress('trying hardware virtualisation: booting a kernel under KVM');
  const { failure, lasting } = await bootProbe(boot, context.signal);
  // Where it cannot be written down, it is asked again.
  const memory = `${JSON.stringify({ key, failure }, null, 2)}\n`;
  if (lasting) await writeFile(file, memory).catch(() => undefined);
  return failure;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}
