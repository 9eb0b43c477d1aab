import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pair, reaches } from '../vm/scenario-text.ts';
import { recordOf } from '../vm/wirelab.ts';
import { virsh } from './foreign.ts';
import { vagrantHost } from './host.ts';

const host = vagrantHost();
const file = host.write('pair', pair(reaches));
const flags = ['--provider', 'vagrant', '--json'];

it.each(['creating domain', 'waiting for domain'])(
  'a run that is interrupted at "%s" cleans up',
  async (moment) => {
    const run = host.start(['run', file, ...flags]);
    await run.said(`node1: ${moment}`);
    run.kill('SIGINT');
    const ended = await run.ended;
    expect(recordOf(ended)).toMatchObject({ outcome: 'interrupted' });
    expect(ended.code).toBe(130);
    await host.expectAsBefore();
  },
);

it('clean removes what a killed run has left', async () => {
  const run = host.start(['run', file, ...flags]);
  await run.said('node1: waiting for domain');
  run.kill('SIGKILL');
  await run.ended;
  expect(virsh('list', '--all', '--name')).toMatch(/^wirelab-pair-[0-9a-f]{4}\.node1$/m);
  const { code, stdout } = await host.run(['clean']);
  expect(stdout).toContain('lab pair-');
  expect(code).toBe(0);
  await host.expectAsBefore();
});

it('a lab that is kept can be used by wirelab and by vagrant, until it is removed', async () => {
  const kept = await host.run(['run', file, '--keep', ...flags]);
  const { lab, outcome } = recordOf(kept);
  expect(outcome).toBe('passed');
  const { stdout } = await host.run(['exec', 'pair', 'node2', '--', 'hostname']);
  expect(stdout).toBe('node2\n');
  const directory = join(host.runtime, 'wirelab', 'labs', lab, 'vagrant');
  const words = ['ssh', 'node1', '--command', 'hostname'];
  const said = execFileSync('vagrant', words, { cwd: directory, encoding: 'utf8' });
  expect(said.trim()).toBe('node1');
  expect(await host.run(['clean'])).toMatchObject({ code: 0 });
  expect((await host.run(['check', 'pair'])).code).toBe(0);
  expect((await host.run(['down', 'pair'])).code).toBe(0);
  await host.expectAsBefore();
});
