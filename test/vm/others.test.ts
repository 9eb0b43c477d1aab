import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeStock } from './leftovers.ts';
import { pair, reaches } from './scenario-text.ts';
import { privateHost, recordOf } from './wirelab.ts';

const asRoot = process.getuid?.() === 0;
const isolation = asRoot ? ['--net'] : ['--user', '--map-root-user', '--net'];
const namespaceName = `foreign-${process.pid}`;

describe('clean --all', () => {
  const host = privateHost();
  const otherHost = privateHost();
  const foreign: ChildProcess[] = [];
  const start = async (command: string, ...args: readonly string[]): Promise<void> => {
    const child = spawn(command, args, { stdio: 'ignore' });
    foreign.push(child);
    await once(child, 'spawn');
  };
  beforeAll(async () => {
    await start('qemu-system-x86_64', '-machine', 'none', '-display', 'none', '-S');
    await start('unshare', ...isolation, '--', 'sleep', 'infinity');
    if (asRoot) execFileSync('ip', ['netns', 'add', namespaceName]);
  });
  afterAll(async () => {
    for (const child of foreign) child.kill();
    if (asRoot) execFileSync('ip', ['netns', 'delete', namespaceName]);
    for (const each of [host, otherHost]) {
      await each.run(['clean', '--all']);
      each.remove();
    }
  });

  it('removes kept labs, and touches nothing of others', async () => {
    const stock = takeStock(host);
    const { lab } = recordOf(await host.run(['up', host.write('pair', pair(reaches)), '--json']));
    const file = otherHost.write('pair', pair(reaches));
    const otherLab = recordOf(await otherHost.run(['up', file, '--json'])).lab;

    const { code, stdout } = await host.run(['clean', '--all']);
    expect(stdout).toContain(`lab ${lab}\n`);
    expect(stdout).not.toContain(otherLab);
    expect(code).toBe(0);
    await stock.expectNothingLeft();
    expect((await otherHost.run(['check', otherLab])).code).toBe(0);
    expect(foreign.map(({ exitCode, signalCode }) => [exitCode, signalCode])).toEqual([
      [null, null],
      [null, null],
    ]);
    if (asRoot) {
      expect(execFileSync('ip', ['netns', 'list']).toString()).toContain(namespaceName);
    }
  });
});
