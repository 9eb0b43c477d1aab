import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packFiles } from '../../../../src/providers/qemu/pack-files.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wirelab-files-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

test('files belong to root, directories stay what they are, links lead where they led', async () => {
  const source = join(directory, 'overlay');
  mkdirSync(join(source, 'bin'), { recursive: true });
  writeFileSync(join(source, 'bin/tool'), 'tool');
  chmodSync(join(source, 'bin/tool'), 0o750);
  symlinkSync('/etc/shadow', join(source, 'link'));
  writeFileSync(join(directory, '-motd'), 'hello');
  chmodSync(join(directory, '-motd'), 0o600);

  const archive = join(directory, 'files.tar');
  const files = [
    { target: '/', source },
    { target: '/etc/motd', source: join(directory, '-motd') },
  ];
  await packFiles(files, archive, new AbortController().signal);
  const lines = execFileSync('tar', ['-tvf', archive], { encoding: 'utf8' }).trim().split('\n');
  expect(lines.map((line) => line.replaceAll(/ +([\d-]+ [\d:]+ )?/g, ' '))).toEqual([
    '-rwxr-x--- 0/0 4 ./bin/tool',
    '-rw------- 0/0 5 ./etc/motd',
    'lrwxrwxrwx 0/0 0 ./link -> /etc/shadow',
  ]);
});
