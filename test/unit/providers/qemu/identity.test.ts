import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { identityLines } from '../../../../src/providers/qemu/identity.ts';
import { nodeWith } from './nodes.ts';

const fresh = { now: new Date('2026-02-03T04:05:06.789Z'), seed: new Uint8Array(32).fill(0xab) };
const node = nodeWith('node1', ['ens5', 'ens6']);

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'identity-'));
  for (const directory of ['bin', 'etc', 'proc/sys/kernel']) {
    mkdirSync(join(root, directory), { recursive: true });
  }
  fake('date', `echo "$@" >${root}/date`);
  fake('perl', `echo "$@" >${root}/perl`);
  fake('ip', `{ echo "$@"; cat; } >${root}/ip`);
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function fake(tool: string, script: string): void {
  const file = join(root, 'bin', tool);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

function plugIn(slot: string, name: string): void {
  mkdirSync(join(root, `sys/bus/pci/devices/0000:00:${slot}.0/virtio7/net/${name}`), {
    recursive: true,
  });
}

/** The lines as a node's shell runs them, in a file system and with tools of the test's own. */
function script(lab = 'lab-1'): string {
  const lines = identityLines(lab, node, fresh);
  return `set -e\n${lines.replaceAll(/(?<=[ >])\/(?=etc|sys|proc)/g, `${root}/`)}`;
}

const run = () =>
  spawnSync('sh', ['-c', script()], { encoding: 'utf8', env: { PATH: `${root}/bin:/bin` } });
const read = (file: string) => readFileSync(join(root, file), 'utf8');

test('a clone becomes the node', () => {
  plugIn('09', 'eth1');
  plugIn('0a', 'ens5');
  expect(run()).toMatchObject({ status: 0, stderr: '' });
  expect(read('date')).toBe('-s @1770091506.789\n');
  expect(read('proc/sys/kernel/hostname')).toBe('node1\n');
  expect(read('etc/hostname')).toBe('node1\n');
  expect(read('etc/hosts')).toBe('127.0.0.1 localhost\n127.0.1.1 node1\n::1 localhost\n');
  expect(read('etc/machine-id')).toMatch(/^[0-9a-f]{32}\n$/);
  expect(read('ip').split('\n')).toEqual([
    '-b -',
    'link set eth1 down name .nic0',
    'link set ens5 down name .nic1',
    'link set .nic0 name ens5 address 02:00:00:00:00:00',
    'link set .nic1 name ens6 address 02:00:00:00:00:01',
    '',
  ]);
});

test('a NIC that is not there is an error', () => {
  plugIn('09', 'eth1');
  expect(run()).toMatchObject({ status: 1, stderr: 'data NIC 1 is missing\n' });
  expect(existsSync(join(root, 'ip'))).toBe(false);
});

test('a kernel that does not notice that it was cloned is told to reseed itself', () => {
  plugIn('09', 'eth1');
  plugIn('0a', 'ens5');
  expect(run()).toMatchObject({ status: 0 });
  expect(read('perl')).toContain(`pack("iiH*", 256, 32, "${'ab'.repeat(32)}")`);
});

test('one that notices is left alone', () => {
  plugIn('09', 'eth1');
  plugIn('0a', 'ens5');
  mkdirSync(join(root, 'sys/bus/platform/drivers/vmgenid/QEMUVGID:00'), { recursive: true });
  expect(run()).toMatchObject({ status: 0 });
  expect(existsSync(join(root, 'perl'))).toBe(false);
});

test('a node that cannot be reseeded is an error', () => {
  fake('perl', 'echo no >&2; exit 1');
  expect(run()).toMatchObject({ status: 1, stderr: 'no\n' });
});

test('no two nodes or labs share a machine-id', () => {
  const idOf = (lab: string, name: string) =>
    /echo (\w{32}) /.exec(identityLines(lab, nodeWith(name, []), fresh))?.[1];
  const ids = [idOf('a', 'node1'), idOf('a', 'node2'), idOf('b', 'node1')];
  expect(new Set(ids).size).toBe(3);
  expect(idOf('a', 'node1')).toBe(ids[0]);
});

test('a shell takes them', () => {
  expect(execFileSync('sh', ['-n'], { input: script(), encoding: 'utf8' })).toBe('');
});
