import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Before, takeStock } from './leftovers.ts';
import { pair, reaches } from './scenario-text.ts';
import { type Ended, privateHost, recordOf } from './wirelab.ts';

const identityScript = [
  'hostname',
  'cat /etc/machine-id',
  'od -An -v -tx1 -N32 /dev/urandom | tr -d " \\n"',
  'echo',
  'cat /sys/class/net/ens5/address',
].join('; ');

describe('a lab that stays up', () => {
  const host = privateHost();
  let stock: Before;
  let up: Ended;
  let id = '';

  beforeAll(async () => {
    stock = takeStock(host);
    up = await host.run(['up', host.write('pair', pair(reaches)), '--json']);
    id = recordOf(up).lab;
  });
  afterAll(async () => {
    await host.run(['clean', '--all']);
    host.remove();
  });

  it('is kept, and nothing is judged', () => {
    expect(recordOf(up)).toMatchObject({ outcome: 'passed', checks: [], kept: id });
    expect(up.code).toBe(0);
  });

  it('has a status', async () => {
    const { code, stdout } = await host.run(['status', '--json']);
    expect(JSON.parse(stdout)).toMatchObject([
      { id, scenario: 'pair', state: 'kept', pid: null, nodes: ['node1', 'node2'] },
    ]);
    expect(code).toBe(0);
  });

  it('holds nodes that share no identity and no random numbers', async () => {
    const nodes = ['node1', 'node2'];
    const ends = await Promise.all(
      nodes.map((node) => host.run(['exec', 'pair', node, '--', 'sh', '-c', identityScript])),
    );
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    const [one, two] = ends.map(({ stdout }) => stdout.trim().split('\n'));
    expect([one?.[0], two?.[0]]).toEqual(nodes);
    for (const facts of [one, two]) {
      expect(facts).toEqual([
        expect.anything(),
        expect.stringMatching(/^[0-9a-f]{32}$/),
        expect.stringMatching(/^[0-9a-f]{64}$/),
        expect.stringMatching(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/),
      ]);
    }
    expect(one?.filter((fact) => two?.includes(fact))).toEqual([]);
  });

  it("passes on a command's exit code and both of its outputs", async () => {
    const script = 'echo to stdout; echo to stderr >&2; exit 7';
    const ended = await host.run(['exec', id, 'node1', '--', 'sh', '-c', script]);
    expect(ended).toEqual({ code: 7, stdout: 'to stdout\n', stderr: 'to stderr\n' });
  });

  it('gives a shell', async () => {
    const ended = await host.run(['ssh', id, 'node2'], 'hostname\nexit 5\n');
    expect(ended).toEqual({ code: 5, stdout: 'node2\n', stderr: '' });
  });

  it('can be judged', async () => {
    const ended = await host.run(['check', 'pair', '--json']);
    expect(recordOf(ended)).toMatchObject({ outcome: 'passed', totals: { passed: 1 }, kept: id });
    expect(ended.code).toBe(0);
  });

  it('survives clean', async () => {
    const { code, stdout } = await host.run(['clean']);
    expect(stdout).not.toContain(id);
    expect(code).toBe(0);
    expect((await host.run(['exec', id, 'node1', '--', 'true'])).code).toBe(0);
  });

  it('goes with down, and leaves nothing behind', async () => {
    expect((await host.run(['down', 'pair'])).code).toBe(0);
    await stock.expectNothingLeft();
    expect((await host.run(['exec', id, 'node1', '--', 'true'])).code).toBe(2);
  });
});
