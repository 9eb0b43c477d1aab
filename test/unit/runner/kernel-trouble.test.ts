import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { troubleProblems, watchConsoles } from '../../../src/runner/console-watch.ts';
import { kernelTroubles } from '../../../src/runner/kernel-trouble.ts';

/** The serial console of a node on which the kernel of Debian 13 was broken. */
function recorded(name: string): string {
  return readFileSync(new URL(`recorded/console-${name}.txt`, import.meta.url), 'utf8');
}

function severities(text: string): readonly string[] {
  return kernelTroubles(text).map(({ severity }) => severity);
}

describe('what a kernel says of its trouble', () => {
  it('is nothing on a quiet console', () => {
    expect(kernelTroubles('')).toEqual([]);
    expect(kernelTroubles('[    1.000000] systemd[1]: No BUG: here\r\nlogin: ')).toEqual([]);
  });

  it('is a panic, with its trace', () => {
    const [panic, ...others] = kernelTroubles(recorded('panic'));
    expect(others).toEqual([]);
    expect(panic).toMatchObject({
      severity: 'panic',
      headline: 'Kernel panic - not syncing: sysrq triggered crash',
    });
    expect(panic?.lines.join('\n')).toContain('sysrq_handle_crash');
    expect(panic?.lines.filter((line) => /^\[ *\d/.test(line))).toEqual([]);
  });

  it('is one oops, with all lines to the end of its trace', () => {
    const [oops, ...others] = kernelTroubles(recorded('oops'));
    expect(others).toEqual([]);
    expect(oops?.severity).toBe('oops');
    expect(oops?.headline).toBe('BUG: kernel NULL pointer dereference, address: 0000000000000000');
    const lines = oops?.lines ?? [];
    expect(lines.some((line) => line.startsWith('Oops: '))).toBe(true);
    expect(lines).toContain(' vfs_read+0xe8/0x370');
    expect(lines.at(-1)).toBe('---[ end trace 0000000000000000 ]---');
  });

  it('is the oops and the panic that it led to', () => {
    expect(severities(recorded('oops-in-interrupt'))).toEqual(['oops', 'panic']);
  });

  it.each([
    ['general protection fault, probably for non-canonical address 0xdead: 0000 [#1]', 'oops'],
    ['Oops: general protection fault, maybe for address 0x0: 0000 [#1] PREEMPT SMP', 'oops'],
    ['kernel BUG at mm/slub.c:448!', 'oops'],
    ['watchdog: BUG: soft lockup - CPU#0 stuck for 26s! [sh:312]', 'oops'],
    ['WARNING: CPU: 0 PID: 312 at net/core/dev.c:1 f+0x1/0x2', 'warning'],
  ])('%s', (line, severity) => {
    expect(severities(`[    9.120000][  T312] ${line}\r\n`)).toEqual([severity]);
  });
});

describe('consoles of a lab', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'wirelab-console-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it('are read to the end, whoever looks when', async () => {
    const told: string[] = [];
    const file = (node: string): string => join(directory, node);
    const watch = watchConsoles({ consoleLog: file }, ['node1', 'node2'], (found) => {
      told.push(`${found.node}: ${found.trouble.headline}`);
    });
    const lines = recorded('panic').split('\n');
    const start = lines.findIndex((line) => line.includes('Kernel panic'));
    writeFileSync(file('node1'), `${lines.slice(0, start + 1).join('\n')}\n`);
    await expect.poll(() => told).toHaveLength(1);
    appendFileSync(file('node1'), lines.slice(start + 1).join('\n'));
    const found = await watch.stop();
    expect(told).toEqual(['node1: Kernel panic - not syncing: sysrq triggered crash']);
    expect(troubleProblems(found)).toMatchObject([
      {
        message: "node1's kernel panicked: Kernel panic - not syncing: sysrq triggered crash",
        detail: expect.stringContaining('sysrq_handle_crash') as string,
      },
    ]);
  });

  it('make no problem of a warning', async () => {
    const file = join(directory, 'node1');
    writeFileSync(file, 'WARNING: CPU: 0 PID: 312 at net/core/dev.c:1 f+0x1/0x2\n');
    const told: string[] = [];
    const watch = watchConsoles({ consoleLog: () => file }, ['node1'], ({ trouble }) => {
      told.push(trouble.severity);
    });
    expect(troubleProblems(await watch.stop())).toEqual([]);
    expect(told).toEqual(['warning']);
  });

  it('need not be there', async () => {
    const none = (): void => {
      throw new Error('nothing was said');
    };
    expect(await watchConsoles({}, ['node1'], none).stop()).toEqual([]);
  });
});
