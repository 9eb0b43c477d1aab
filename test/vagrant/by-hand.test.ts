import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { projectRoot } from '../../src/lib/project-root.ts';
import { vagrantHost } from './host.ts';

const host = vagrantHost();
const state = join(host.directory, 'vagrant');

function vagrant(argv: readonly string[], scenario?: string): SpawnSyncReturns<string> {
  return spawnSync('vagrant', argv, {
    cwd: projectRoot,
    encoding: 'utf8',
    env: {
      ...process.env,
      VAGRANT_DOTFILE_PATH: state,
      XDG_RUNTIME_DIR: host.runtime,
      ...(scenario === undefined ? {} : { SCENARIO: scenario }),
    },
  });
}

afterAll(() => {
  vagrant(['destroy', '--force']);
});

it('asks for a scenario', () => {
  const { status, stderr } = vagrant(['up']);
  expect(stderr).toContain('Which scenario? SCENARIO=multi-node-overlay vagrant up');
  expect(status).not.toBe(0);
});

it('says what is wrong with a scenario', async () => {
  const { status, stdout, stderr } = vagrant(['up'], 'multi-node-overlai');
  expect(stdout + stderr).toContain('multi-node-overlay');
  expect(stdout + stderr).toContain('wirelab failed; it says why above.');
  expect(status).not.toBe(0);
  await host.expectAsBefore();
});

it('makes the machines of a scenario, configured, and removes them', async () => {
  const up = vagrant(['up'], 'multi-node-same-l2');
  expect(up, up.stdout + up.stderr).toMatchObject({ status: 0 });
  const other = vagrant(['up'], 'multi-node-overlay');
  expect(other.stderr).toContain('multi-node-same-l2 is up here');
  expect(other.status).not.toBe(0);

  const ping = 'ip netns exec con1 ping -n -c 2 -i 0.2 -W 5 172.16.1.2';
  const { stdout } = vagrant(['ssh', 'node1', '--command', `hostname; ${ping}`]);
  expect(stdout).toMatch(/^node1\r?\n/);
  expect(stdout).toContain(' 2 received');
  // As a scenario's file has it, and nothing of mgmt.
  const routes = vagrant(['ssh', 'node2', '--command', 'ip route']).stdout.trim().split(/\s*\n/);
  expect(routes.map((line) => line.split(' ')[0])).toEqual([
    '10.0.0.0/16',
    '172.16.0.0/24',
    '172.16.1.0/24',
  ]);

  const destroyed = vagrant(['destroy', '--force']);
  expect(destroyed.status).toBe(0);
  expect(existsSync(join(state, 'wirelab', 'lab.json'))).toBe(false);
  await host.expectAsBefore();
});
