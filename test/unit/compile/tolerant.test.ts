import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { containerShellStep, feedStep, ipStep, renderSteps } from '../../../src/compile/batch.ts';
import { renderTolerantly } from '../../../src/compile/tolerant.ts';

const steps = [
  { kind: 'shell', lines: ['set -e', 'echo 1 >/nowhere/at/all || fail it', 'echo one'] },
  feedStep('two', null, 'sh', ['echo two', 'exit 3']),
  { kind: 'shell', lines: ['echo three'] },
] as const;

it('goes on behind what fails, and says nothing of it', () => {
  const run = (script: string) => execFileSync('sh', ['-s'], { input: script, stdio: 'pipe' });
  expect(run(renderTolerantly(steps)).toString()).toBe('one\ntwo\nthree\n');
  expect(() => run(renderSteps(steps))).toThrow();
});

it('asks the tools that read batches to go on too', () => {
  const script = renderTolerantly([
    ipStep('node', null, ['link del dev x']),
    ipStep('con1', 'con1', ['link del dev y']),
    feedStep('bridge', null, 'bridge -batch -', ['fdb add z']),
    containerShellStep('con1 sysctls', 'con1', ['echo 1 >/proc/sys/net/x || fail x']),
  ]);
  expect(script).toContain('ip -force -b - <<');
  expect(script).toContain('ip -force -n con1 -b - <<');
  expect(script).toContain('bridge -force -batch - <<');
  expect(script).toContain('ip netns exec con1 sh <<');
  expect(script.match(/fail\(\)/g)).toHaveLength(1);
});
