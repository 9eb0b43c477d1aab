/** Runs the script with a shell, and plays the ping. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mtuScript, parseLargest } from '../../../src/checks/probe/mtu-script.ts';
import { parseSection, sectionScript } from '../../../src/checks/sections.ts';
import { target } from './fake-lab.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wirelab-mtu-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** A way that carries packets of so many bytes: what the script finds, and with how many pings. */
function found(address: string, expected: number, carried: number) {
  const headers = address.includes(':') ? 48 : 28;
  const ping = join(directory, 'ping');
  writeFileSync(
    ping,
    `#!/bin/sh
while [ "$1" != -s ]; do shift; done
echo "$2 $3" >>${join(directory, 'log')}
[ "$2" -le ${carried - headers} ]
`,
  );
  chmodSync(ping, 0o755);
  const script = sectionScript({ ...mtuScript(target('far', address), expected, 1) });
  const path = `${directory}:${process.env['PATH'] ?? ''}`;
  const output = execFileSync('sh', ['-c', script], { env: { PATH: path }, encoding: 'utf8' });
  const log = readFileSync(join(directory, 'log'), 'utf8').trim().split('\n');
  return { found: parseLargest(parseSection(output, 'search')?.output ?? ''), pings: log };
}

describe('the search for the largest packet', () => {
  test('two pings say all when it is as expected', () => {
    expect(found('172.16.1.2', 1450, 1450)).toEqual({
      found: { largest: 1450 },
      pings: ['1422 172.16.1.2', '1423 172.16.1.2'],
    });
  });

  test('over IPv6 the headers are longer', () => {
    expect(found('fd00::2', 1430, 1430)).toEqual({
      found: { largest: 1430 },
      pings: ['1382 fd00::2', '1383 fd00::2'],
    });
  });

  test.each([1499, 1420, 600, 100])('finds %i where 1500 is expected', (carried) => {
    const { found: result, pings } = found('172.16.1.2', 1500, carried);
    expect(result).toEqual({ largest: carried });
    expect(pings.length).toBeLessThan(16);
  });

  test.each([1451, 1500, 9000, 65_535])('finds %i where 1450 is expected', (carried) => {
    expect(found('172.16.1.2', 1450, carried).found).toEqual({ largest: carried });
  });

  test('says so where nothing gets through', () => {
    expect(found('172.16.1.2', 1450, 0).found).toEqual({ largest: null });
  });

  test('an unfinished search found nothing', () => {
    expect(parseLargest('')).toBeNull();
    expect(parseLargest('sh: 1: Syntax error')).toBeNull();
  });
});
