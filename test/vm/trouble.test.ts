import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Before, machineOf, takeStock } from './leftovers.ts';
import { lasts, pair, panics, reachesNobody } from './scenario-text.ts';
import { type PrivateHost, privateHost, recordOf } from './wirelab.ts';

describe('a run in trouble', () => {
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

  it('names the node that was lost while it was checked', async () => {
    const run = host.start(['run', host.write('pair', pair(lasts)), '--json']);
    await run.said(' check\n');
    const machine = machineOf(host, 'node1');
    if (machine === undefined) throw new Error('node1 has no machine');
    process.kill(machine.pid, 'SIGKILL');
    const ended = await run.ended;
    const { outcome, checks } = recordOf(ended);
    expect(outcome).toBe('error');
    expect(checks).toMatchObject([
      { outcome: 'error', observed: expect.stringContaining('node1 is gone') as string },
    ]);
    expect(ended.code).toBe(3);
    await stock.expectNothingLeft();
  });

  it('finds the panic of a node on its console', async () => {
    const file = host.write('pair', pair(panics));
    const ended = await host.run(['run', file, '--keep-on-fail', '--json']);
    const { outcome, problems, lab } = recordOf(ended);
    expect(outcome).toBe('error');
    expect(problems).toMatchObject([
      {
        message: "node1's kernel panicked: Kernel panic - not syncing: sysrq triggered crash",
        detail: expect.stringContaining('sysrq_handle_crash') as string,
      },
    ]);
    expect(ended.code).toBe(3);
    const { code, stdout } = await host.run(['console', lab, 'node1']);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Kernel panic - not syncing') as string,
    });
    expect((await host.run(['down', lab])).code).toBe(0);
    await stock.expectNothingLeft();
  });

  it('gives up when its time is over', async () => {
    const run = host.start(['run', host.write('pair', pair(lasts)), '--timeout', '2s', '--json']);
    const ended = await run.ended;
    expect(recordOf(ended)).toMatchObject({
      outcome: 'timeout',
      problems: [{ message: 'no verdict within 2 s' }],
    });
    expect(ended.code).toBe(124);
    await stock.expectNothingLeft();
  });

  it('keeps a lab that fails when asked to, until it is taken down', async () => {
    const file = host.write('pair', pair(reachesNobody));
    const ended = await host.run(['run', file, '--keep-on-fail', '--json']);
    const { outcome, lab, kept } = recordOf(ended);
    expect({ outcome, kept }).toEqual({ outcome: 'failed', kept: lab });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(`npx wirelab ssh ${lab} NODE`);
    expect((await host.run(['exec', lab, 'node2', '--', 'true'])).code).toBe(0);
    expect((await host.run(['down', lab])).code).toBe(0);
    await stock.expectNothingLeft();
  });

  it('says what the host lacks, before it makes anything, and runs once that is there', async () => {
    const file = host.write('pair', pair('command: { at: node1, run: "true" }'));
    const poor = privateHost({ PATH: host.directory });
    const lacking = await poor.run(['run', file]);
    poor.remove();
    expect(lacking.code).toBe(3);
    expect(lacking.stderr).toContain('qemu-system-x86_64 is missing');
    expect(lacking.stderr).toContain('npm run setup');
    expect((await host.run(['run', file])).code).toBe(0);
    await stock.expectNothingLeft();
  });
});
