import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Image } from '../../../../src/providers/qemu/image.ts';
import { demandTools, primingOf } from '../../../../src/providers/qemu/priming.ts';

let tools = '';
beforeEach(() => {
  tools = mkdtempSync(join(tmpdir(), 'wirelab-tools-'));
});
afterEach(() => {
  rmSync(tools, { recursive: true });
});

function install(...names: readonly string[]): void {
  for (const name of names) writeFileSync(join(tools, name), '#!/bin/sh\n', { mode: 0o755 });
}

/** Runs a script where nothing is installed but these tools. */
async function run(script: string): Promise<string> {
  return Promise.resolve(
    execFileSync('/bin/sh', ['-s'], { input: script, env: { PATH: tools }, encoding: 'utf8' }),
  );
}

const image: Image = {
  ...{ id: 'mine-0a1b2c3d4e5f', kind: 'cloud', directory: '/nowhere' },
  ...{ keyFile: '/nowhere/client_key', hostKey: '' },
  boot: { kind: 'disk', disk: '/d', format: 'raw', seed: '/s', writes: 'dropped' },
};

test('an image with all that nodes need is taken', async () => {
  install('ip', 'bridge', 'modprobe', 'ping', 'nft', 'socat');
  await demandTools(image, run);
});

test('what an image lacks is named, with the packages that bring it', async () => {
  install('bridge', 'modprobe', 'ping', 'nft');
  await expect(demandTools(image, run)).rejects.toMatchObject({
    message: 'the image mine-0a1b2c3d4e5f lacks ip, socat',
    remedy: expect.stringContaining('Debian packages iproute2, socat') as string,
  });
});

test('a machine is primed without the tools that only some scenarios need', async () => {
  const script =
    'set -eu\niperf3 --version >/dev/null\ntcpdump --version >/dev/null 2>&1\necho primed\n';
  expect(await run(primingOf(script))).toBe('primed\n');
  symlinkSync('/bin/false', join(tools, 'iperf3'));
  await expect(run(primingOf(script)).catch(() => 'failed')).resolves.toBe('failed');
});
