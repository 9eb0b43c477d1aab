/** Ends processes of this machine by the script that ends servers on nodes. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endIperf3 } from '../../../src/checks/probe/end-iperf3.ts';
import { ended, endpoint, fakeLab } from './fake-lab.ts';

const runFile = promisify(execFile);
const at = endpoint('node1');

describe('a server', () => {
  let directory: string;
  let pidFile: string;
  beforeEach(() => {
    directory = mkdtempSync('/tmp/wl-iperf3-');
    pidFile = join(directory, 'pid');
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  const lab = (timeFactor = 1) =>
    fakeLab({
      timeFactor,
      exec: async (_, [command = '', ...args]) => ended((await runFile(command, args)).stdout),
    });

  it('that has not come to writing its number yet is ended', async () => {
    // As iperf3 does, without a newline at the end.
    const script = `sleep 0.2; printf %s $$ >${pidFile}; exec sleep 60`;
    const child = spawn('sh', ['-c', script]);
    const run = once(child, 'close');
    const abandon = (): void => {
      child.kill('SIGKILL');
    };
    await endIperf3(lab(), { at, pidFile, run, abandon });
    expect(await run).toEqual([null, 'SIGTERM']);
  });

  it('that cannot be ended is given up', async () => {
    let abandon = (): void => undefined;
    const run = new Promise<void>((resolve) => {
      abandon = resolve;
    });
    const silent = fakeLab({ timeFactor: 0.001, exec: () => Promise.resolve(ended('')) });
    await endIperf3(silent, { at, pidFile, run, abandon });
    expect(silent.log).toHaveLength(1);
  });
});
