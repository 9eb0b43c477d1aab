import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { wirelab } from '../../../src/cli/program.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wirelab-plan-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

it('a plan is written as scripts that a shell takes', async () => {
  const scripts = join(directory, 'scripts');
  await wirelab().parseAsync(['plan', 'multi-node-overlay', '--scripts', scripts], {
    from: 'user',
  });
  for (const node of ['node1', 'node2', 'router']) {
    const file = join(scripts, `0-${node}.sh`);
    expect(statSync(file).mode & 0o111).toBe(0o111);
    execFileSync('sh', ['-n', file]);
  }
  const text = readFileSync(join(scripts, '0-node1.sh'), 'utf8');
  expect(text).toMatch(/^#!\/bin\/sh\n# multi-node-overlay: node1, configuration\n/);
  expect(text).toMatch(/^# {3}ens5 {2}[0-9a-f:]{17} {2}on the segment left$/m);
  expect(text).toContain('id 42');
});
