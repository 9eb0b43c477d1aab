import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { runProcess } from '../../lib/host-process.ts';
import { markedEnvironment } from '../../lib/marked-processes.ts';
import { makeWorkDirectory } from '../../lib/work-directories.ts';
import type { DiskBoot, KernelFiles } from './machine-arguments.ts';

/** Begins the name of the probe's directory. */
export const probePrefix = 'wirelab-probe-';

/** What a trial can boot. */
export type Probeable = KernelFiles | DiskBoot;

interface Trial {
  readonly argv: readonly string[];
  /** What the console shows of a kernel that lives. */
  readonly alive: RegExp;
  readonly timeoutMs: number;
}

/** With KVM a kernel is up in well under a second; the menu of a boot loader may wait for ten. */
function trialOf(boot: Probeable): Trial {
  if ('kernel' in boot) {
    const kernel = ['-kernel', boot.kernel, '-initrd', boot.initrd];
    const append = ['-append', 'console=ttyS0 panic=-1 wirelab.probe'];
    return { argv: [...kernel, ...append], alive: /wirelab-probe-alive/, timeoutMs: 8000 };
  }
  const drive = `file=${boot.disk.replaceAll(',', ',,')},if=virtio,format=${boot.format}`;
  const alive = /Linux version|Run \/init|systemd\[1\]|login:/;
  return { argv: ['-drive', `${drive},snapshot=on`], alive, timeoutMs: 30_000 };
}

export interface ProbeResult {
  /** Why no kernel booted; null when it did. */
  readonly failure: string | null;
  /** False when it may well be another the next time. */
  readonly lasting: boolean;
}

/** Boots the image's kernel under KVM, as far as its first process. */
export async function bootProbe(boot: Probeable, signal: AbortSignal): Promise<ProbeResult> {
  const directory = await makeWorkDirectory(tmpdir(), probePrefix);
  const console = join(directory, 'console.log');
  const { argv, alive, timeoutMs } = trialOf(boot);
  try {
    const { code, timedOut, stderr } = await runProcess(
      [
        'qemu-system-x86_64',
        ...['-machine', 'pc,vmport=off', '-accel', 'kvm', '-cpu', 'host', '-m', '256'],
        ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
        ...['-serial', `file:${console}`, ...argv],
      ],
      { signal, timeoutMs, graceMs: 0, env: markedEnvironment(basename(directory)) },
    );
    if (alive.test(await readFile(console, 'utf8').catch(() => ''))) {
      return { failure: null, lasting: true };
    }
    const said = stderr.trim().split('\n')[0] ?? '';
    const reason = timedOut
      ? `no kernel boots with it within ${timeoutMs / 1000} s`
      : `QEMU ends with code ${String(code)}: ${said}`;
    return { failure: `/dev/kvm opens, but ${reason}`, lasting: timedOut };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
