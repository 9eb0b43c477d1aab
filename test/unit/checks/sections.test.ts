import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parseSection, runSections, sectionScript } from '../../../src/checks/sections.ts';
import { HarnessError } from '../../../src/lib/errors.ts';
import { ended, endpoint, fakeLab } from './fake-lab.ts';

function run(sections: Readonly<Record<string, string>>): string {
  return spawnSync('sh', ['-c', sectionScript(sections)], { encoding: 'utf8' }).stdout;
}

describe('sectionScript', () => {
  it('tells outputs and exit codes apart', () => {
    const stdout = run({ good: 'echo yes', bad: 'echo no >&2; false', quiet: 'true' });
    expect(parseSection(stdout, 'good')).toEqual({ output: 'yes\n', exitCode: 0 });
    expect(parseSection(stdout, 'bad')).toEqual({ output: 'no\n', exitCode: 1 });
    expect(parseSection(stdout, 'quiet')).toEqual({ output: '', exitCode: 0 });
  });

  it('keeps output without a newline at its end', () => {
    expect(parseSection(run({ only: 'printf yes' }), 'only')?.output).toBe('yes');
  });

  it('tells a command how the one before ended', () => {
    const stdout = run({ first: '(exit 3)', second: 'echo "$code"' });
    expect(parseSection(stdout, 'second')?.output).toBe('3\n');
  });

  it('knows a section that did not end', () => {
    const stdout = run({ first: 'exit 1', second: 'true' });
    expect(parseSection(stdout, 'first')).toBeNull();
    expect(parseSection(stdout, 'second')).toBeNull();
  });
});

describe('runSections', () => {
  it('fails as the harness when the script did not run', async () => {
    const lab = fakeLab({
      exec: () => Promise.resolve(ended('', 1, 'Cannot open network namespace "con9"')),
    });
    const result = runSections(lab, endpoint('node1/con9'), { ping: 'ping' }, {});
    await expect(result).rejects.toThrow(HarnessError);
    await expect(result).rejects.toThrow('node1/con9: Cannot open network namespace "con9"');
  });
});
