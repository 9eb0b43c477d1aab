import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Before, takeStock } from './leftovers.ts';
import { lasts, pair } from './scenario-text.ts';
import { type PrivateHost, privateHost, recordOf } from './wirelab.ts';

describe('an interrupted run cleans up', () => {
  let host: PrivateHost;
  let stock: Before;
  beforeEach(() => {
    host = privateHost();
    stock = takeStock(host);
  });
  afterEach(async () => {
    await host.run(['clean', '--all']);
    host.remove();
  });

  it.each([
    ['SIGINT', 'provide', 130],
    ['SIGINT', 'check', 130],
    ['SIGTERM', 'configure', 143],
  ] as const)('after %s in %s', async (signal, phase, code) => {
    const run = host.start(['run', host.write('pair', pair(lasts)), '--json']);
    await run.said(` ${phase}\n`);
    expect(stock.leftovers()).not.toEqual([]);
    run.kill(signal);
    const ended = await run.ended;
    expect(recordOf(ended)).toMatchObject({
      outcome: 'interrupted',
      problems: [{ message: `interrupted by ${signal}` }],
    });
    expect(ended.code).toBe(code);
    await stock.expectNothingLeft();
  });

  it('after its terminal was closed', async () => {
    const codeFile = join(host.directory, 'code');
    const file = host.write('pair', pair(lasts));
    const terminal = host.startOnTerminal(['run', file], codeFile);
    await terminal.said(' check\r\n');
    terminal.kill('SIGKILL');
    const code = () => (existsSync(codeFile) ? readFileSync(codeFile, 'utf8') : null);
    await expect.poll(code, { timeout: 60_000 }).toBe('129\n');
    await stock.expectNothingLeft();
  });
});
