import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BuiltImageSpec } from '../../../../src/inventory/inventory.ts';
import { imageId } from '../../../../src/providers/qemu/image-id.ts';
import { builtImage } from '../../inventory/built-image.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wirelab-files-'));
  mkdirSync(join(directory, 'bin'));
  writeFileSync(join(directory, 'bin/tool'), 'one');
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const idOf = (change: Partial<BuiltImageSpec> = {}): string => imageId(builtImage('mine', change));
const withFiles = (target = '/opt'): string => idOf({ files: [{ target, source: directory }] });

test('everything that an image is made from is in its name', () => {
  const ids = [
    idOf(),
    idOf({ suite: 'bookworm' }),
    idOf({ kernelPackage: 'linux-image-amd64' }),
    idOf({ kernelFrom: 'trixie-backports' }),
    idOf({ packages: ['strace'] }),
    withFiles(),
    withFiles('/srv'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  expect(idOf()).toBe(ids[0]);
});

test('a file counts with its path, its content and its mode, a link with where it leads', () => {
  const ids = [withFiles()];
  const changed = (change: () => void): void => {
    change();
    ids.push(withFiles());
  };
  const tool = join(directory, 'bin/tool');
  changed(() => {
    writeFileSync(tool, 'two');
  });
  changed(() => {
    chmodSync(tool, 0o755);
  });
  changed(() => {
    symlinkSync('/nowhere', join(directory, 'link'));
  });
  changed(() => {
    rmSync(join(directory, 'link'));
    symlinkSync('/elsewhere', join(directory, 'link'));
  });
  changed(() => {
    mkdirSync(join(directory, 'sbin'));
    writeFileSync(join(directory, 'sbin/tool'), 'two');
  });
  expect(new Set(ids).size).toBe(ids.length);
});
