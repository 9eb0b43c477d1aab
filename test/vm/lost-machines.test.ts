/** Machines, and ways to them, that are lost while a run goes on. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Before, machineOf, processIn, processesOf, takeStock } from './leftovers.ts';
import { lasts, pair } from './scenario-text.ts';
import { type Ended, type PrivateHost, privateHost, recordOf } from './wirelab.ts';

/** Sends long enough for something to happen meanwhile. */
const pings = 'reach: { from: node1, to: node2, count: 30, within: 0.1s }';

describe('a run that loses', () => {
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

  const start = (text: string) => host.start(['run', host.write('pair', text), '--json']);
  const endMachine = (node: string): void => {
    const machine = machineOf(host, node);
    if (machine === undefined) throw new Error(`${node} has no machine`);
    process.kill(machine.pid, 'SIGKILL');
  };

  /** No verdict, the reason told, nothing left. */
  async function expectReason(ended: Ended, reason: RegExp): Promise<void> {
    const { outcome, problems, checks } = recordOf(ended);
    expect({ outcome, code: ended.code }).toEqual({ outcome: 'error', code: 3 });
    const told = [...problems.map(({ message }) => message), ...checks.map((c) => c.observed)];
    expect(told.join('\n')).toMatch(reason);
    await stock.expectNothingLeft();
  }

  it('a machine while it is restored', async () => {
    const run = start(pair(pings));
    await run.said(' provide\n');
    await expect.poll(() => machineOf(host, 'node2'), { timeout: 20_000 }).toBeDefined();
    endMachine('node2');
    await expectReason(
      await run.ended,
      /^node2 (could not be started: QEMU ended|is gone: its QEMU)/m,
    );
  });

  it('a machine while it is configured', async () => {
    const run = start(pair(pings));
    await run.said(' configure\n');
    endMachine('node2');
    await expectReason(await run.ended, /^node2 is gone: its QEMU process ended/m);
  });

  it('the machine that packets go to', async () => {
    const run = start(pair(pings));
    await run.said(' check\n');
    endMachine('node2');
    await expectReason(await run.ended, /^node2 is gone: its QEMU process ended/m);
  });

  it('the machine on which a command runs', async () => {
    const run = start(pair(lasts));
    await run.said(' check\n');
    endMachine('node1');
    await expectReason(await run.ended, /^node1 is gone: its QEMU process ended/m);
  });

  it('the sshd of a node', async () => {
    const run = start(pair('command: { at: node1, run: pkill -9 sshd, within: 0.1s }'));
    await expectReason(await run.ended, /^node1: .*the SSH connection is lost/m);
  });

  it('the connection that a command runs over', async () => {
    const run = start(pair(lasts));
    await run.said(' check\n');
    const proxies = processesOf(host).filter(({ command }) => command.startsWith('socat - TCP4:'));
    expect(proxies).toHaveLength(2);
    for (const { pid } of proxies) process.kill(pid, 'SIGKILL');
    await expectReason(await run.ended, /^node1: .*the SSH connection is lost.*SIGKILL/m);
  });

  it('a machine that stops without an end', async () => {
    const run = start(pair(lasts));
    await run.said(' check\n');
    process.kill(machineOf(host, 'node1')?.pid ?? 0, 'SIGSTOP');
    await expectReason(await run.ended, /^node1: .*the SSH connection is lost: Keepalive timeout/m);
  });

  it('the network of its lab', async () => {
    const run = start(pair(pings));
    await run.said(' check\n');
    process.kill(processIn(host, 'namespace'), 'SIGKILL');
    await expectReason(await run.ended, /is gone: the network namespace of its lab/);
  });
});
