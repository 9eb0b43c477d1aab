import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { namespaceFailure } from '../../src/lib/user-namespace.ts';
import { type Before, takeStock } from '../vm/leftovers.ts';
import { lasts, pair, reaches } from '../vm/scenario-text.ts';
import { type PrivateHost, privateHost } from '../vm/wirelab.ts';
import { projectRoot } from '../../src/lib/project-root.ts';

const netns = ['--provider', 'netns'];

/** Throws where nobody catches it, once a lab stands. */
const failsWhenConfigured = `
import { readdirSync, readFileSync } from 'node:fs';
const labs = process.env.XDG_RUNTIME_DIR + '/wirelab/labs/';
setInterval(() => {
  let names = [];
  try { names = readdirSync(labs).filter((name) => !name.startsWith('.')); } catch {}
  const stands = (name) => readFileSync(labs + name + '/lab.json', 'utf8').includes('"state": "running"');
  if (names.some(stands)) throw new Error('a defect');
}, 50).unref();
`;

describe.runIf(namespaceFailure() === null)('a run on namespaces', () => {
  let host: PrivateHost;
  let stock: Before;
  beforeEach(() => {
    host = privateHost();
    stock = takeStock(host);
  });
  afterEach(() => {
    host.remove();
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('cleans up however often %s comes', async (signal, code) => {
    const run = host.start(['run', host.write('pair', pair(lasts)), ...netns]);
    await run.said(' check\n');
    const repeating = setInterval(() => {
      run.kill(signal);
    }, 10);
    // A process that is ending anyway may die of it, which shells show as the same code.
    await run.said(' teardown took');
    clearInterval(repeating);
    const ended = await run.ended;
    expect(ended.code).toBe(code);
    await stock.expectNothingLeft();
  });

  it('cleans up when npm passes on the Ctrl-C that it has got already', async () => {
    const args = ['run', '--silent', 'scenario', '--', host.write('pair', pair(lasts)), ...netns];
    const npm = spawn('npm', args, {
      cwd: projectRoot,
      env: host.environment,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    npm.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await expect.poll(() => said, { timeout: 20_000 }).toContain(' check\n');
    // What a terminal does: everybody in the foreground gets it.
    process.kill(-(npm.pid ?? 0), 'SIGINT');
    await once(npm, 'close');
    expect(said).toContain('interrupted by SIGINT');
    // A shell shows both as 130.
    expect([130, 'SIGINT']).toContain(npm.exitCode ?? npm.signalCode);
    await stock.expectNothingLeft();
  });

  it.each([0.2, 0.4, 0.6, 0.8, 1, 1.2])(
    'is cleaned up after by the next one when it is killed after %d s',
    async (seconds) => {
      const file = host.write('pair', pair(reaches));
      const run = host.start(['run', file, ...netns]);
      await pause(seconds * 1000);
      run.kill('SIGKILL');
      await run.ended;
      expect((await host.run(['run', file, ...netns])).code).toBe(0);
      await stock.expectNothingLeft();
    },
  );

  it('ends with 3 when it has a defect, and the next one cleans up', async () => {
    const preload = join(host.directory, 'defect.mjs');
    writeFileSync(preload, failsWhenConfigured);
    const file = host.write('pair', pair(lasts));
    const broken = privateHost({ ...host.environment, NODE_OPTIONS: `--import=${preload}` });
    const { code, stderr } = await broken.run(['run', file, ...netns]);
    expect(stderr).toContain('this is a defect of wirelab');
    expect(stderr).toContain('Error: a defect');
    expect(code).toBe(3);
    expect(stock.leftovers()).not.toEqual([]);
    expect((await host.run(['run', host.write('pair', pair(reaches)), ...netns])).code).toBe(0);
    broken.remove();
    await stock.expectNothingLeft();
  });

  it('says that it cleans up after one that was killed', async () => {
    const file = host.write('pair', pair(lasts));
    const run = host.start(['run', file, ...netns]);
    await run.said(' check\n');
    run.kill('SIGKILL');
    await run.ended;
    expect(stock.leftovers()).not.toEqual([]);
    const other = host.write('other', pair(reaches));
    const { code, stderr } = await host.run(['run', other, ...netns]);
    expect(stderr).toMatch(/prepare: a run that died has left lab pair-[0-9a-f]{4}: removed/);
    expect(code).toBe(0);
    await stock.expectNothingLeft();
  });
});
