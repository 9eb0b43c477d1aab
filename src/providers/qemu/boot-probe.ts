import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { runProcess } from '../../lib/host-process.ts';
import { markedEnvironment } from '../../lib/marked-processes.ts';
import { makeWorkDirectory } from '../../lib/work-directories.ts';
import type { KernelFiles } from './machine-arguments.ts';

/** Begins the name of the probe's directory. */
export const probePrefix = 'wirelab-probe-';

/** With KVM the probe's kernel is up in well under a second. */
const timeoutMs = 8000;
const aliveMark = 'wirelab-probe-alive';

export interface ProbeResult {
  /** Why no kernel booted; null when it did. */
  readonly failure: string | null;
  /** False when it may well be another the next time. */
  readonly lasting: boolean;
}

/** Boots the image's kernel under KVM, as far as its first process. */
export async function bootProbe(boot: KernelFiles, signal: AbortSignal): Promise<ProbeResult> {
  const directory = await makeWorkDirectory(tmpdir(), probePrefix);
  const console = join(directory, 'console.log');
  try {
    const { code, timedOut, stderr } = await runProcess(
      [
        'qemu-system-x86_64',
        ...['-machine', 'pc,vmport=off', '-accel', 'kvm', '-cpu', 'host', '-m', '256'],
        ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
        ...['-serial', `file:${console}`, '-kernel', boot.kernel, '-initrd', boot.initrd],
        ...['-append', 'console=ttyS0 panic=-1 wirelab.probe'],
      ],
      { signal, timeoutMs, graceMs: 0, env: markedEnvironment(basename(directory)) },
    );
    if ((await readFile(console, 'utf8').catch(() => '')).includes(aliveMark)) {
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
