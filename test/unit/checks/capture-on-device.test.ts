/** Runs the scripts that catch packets on a node with this machine's shell and a tcpdump of its own. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync } from 'node:fs';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { captureOnDevice } from '../../../src/checks/probe/capture-on-device.ts';
import type { Capture } from '../../../src/providers/provider.ts';
import { endpoint, fakeLab, never } from './fake-lab.ts';

const TOOLS = ['sh', 'setsid', 'timeout', 'cat', 'sleep', 'base64', 'rm'];
const COUNTS = 'echo "2 packets captured" >&2; echo "0 packets dropped by kernel" >&2';

function mayWrite(): boolean {
  try {
    accessSync('/run', constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.runIf(mayWrite())('a capture on a device', () => {
  let path: string;
  beforeEach(() => {
    path = mkdtempSync('/tmp/wl-tools-');
    for (const tool of TOOLS) symlinkSync(`/usr/bin/${tool}`, join(path, tool));
  });
  afterEach(() => {
    rmSync(path, { recursive: true });
  });

  function captureWith(tcpdump: string | null): Promise<Capture> {
    if (tcpdump !== null) {
      // It is called as `tcpdump -i DEVICE -w FILE …`.
      writeFileSync(join(path, 'tcpdump'), `#!/bin/sh\n${tcpdump}\n`, { mode: 0o755 });
    }
    const lab = fakeLab({
      exec: (_, [command = '', ...args]) => {
        const env = { PATH: path };
        const { status, stdout, stderr } = spawnSync(join(path, command), args, {
          env,
          encoding: 'utf8',
          timeout: 10_000,
        });
        const timedOut = status === null;
        return Promise.resolve({ exitCode: status, stdout, stderr, durationMs: 0, timedOut });
      },
    });
    return captureOnDevice(lab, endpoint('node1'), 'ens5', never);
  }

  const listens = 'printf caught >"$4"; echo "tcpdump: listening on $2" >&2';
  const untilInterrupted = (then: string): string =>
    `trap '${then}; exit 0' INT; ${listens}; while :; do sleep 0.01; done`;

  test('gives what was caught until it was stopped', async () => {
    const running = await captureWith(untilInterrupted(COUNTS));
    expect(Buffer.from(await running.stop()).toString()).toBe('caught');
  });

  test('is none when tcpdump has ended by itself, although it counted', async () => {
    const [parent, end] = [join(path, 'parent'), join(path, 'end')];
    const running = await captureWith(
      `echo $PPID >${parent}; ${listens}; until [ -e ${end} ]; do sleep 0.01; done; ` +
        `echo "interface disappeared" >&2; ${COUNTS}`,
    );
    const pid = Number(readFileSync(parent, 'utf8'));
    writeFileSync(end, '');
    await expect.poll(() => isThere(pid), { timeout: 5000 }).toBe(false);
    await expect(running.stop()).rejects.toThrow(
      /^the capture on ens5 of node1 was lost: .*interface disappeared/s,
    );
  });

  test('is none when packets were lost', async () => {
    const running = await captureWith(untilInterrupted('echo "3 packets dropped by kernel" >&2'));
    await expect(running.stop()).rejects.toThrow('the capture on ens5 of node1 lost 3 packets');
  });

  test.each([
    ['there is none', null, /tcpdump does not run on ens5 of node1: .*No such file/],
    [
      'it does nothing at all',
      '',
      /tcpdump does not run on ens5 of node1: it ended without a word/,
    ],
    ['it refuses', 'echo "no such device" >&2; exit 1', /ens5 of node1: no such device/],
  ])('does not begin where %s', async (_, tcpdump, message) => {
    await expect(captureWith(tcpdump)).rejects.toThrow(message);
  });
});
