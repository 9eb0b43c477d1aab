/** Plays stories on this machine's own kernel, which takes root and nft. */
import { existsSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { CaseResult } from '../../../src/checks/result.ts';
import type { RunEvent } from '../../../src/runner/events.ts';
import { playSteps } from '../../../src/runner/play-steps.ts';
import { StateMismatch } from '../../../src/runner/state-mismatch.ts';
import type { Transport } from '../../../src/transport/transport.ts';
import { resolveText } from '../topology/resolve-text.ts';
import { fakeProvider } from './fake-provider.ts';
import { type LiveNode, liveNode } from './live-lab.ts';

const canTry = process.getuid?.() === 0 && existsSync('/usr/sbin/nft');

const START = `title: t
nodes:
  node1:
    bridges: { br0: {} }
    containers:
      con1: { bridge: br0, veth: [veth10, veth11], address: [172.16.0.2/24, 'fd00:16::2/64'] }
      con2: { bridge: br0, veth: [veth20, veth21], address: [172.16.0.3/24, 'fd00:16::3/64'] }
`;

let live: LiveNode | null = null;
afterEach(async () => {
  await live?.end();
  live = null;
});

interface Played {
  readonly results: readonly CaseResult[];
  readonly events: readonly RunEvent[];
  readonly reached: readonly number[];
  readonly transport: Transport;
}

async function play(
  text: string,
  options: {
    readonly judging?: boolean;
    readonly timeFactor?: number;
  } = {},
): Promise<Played> {
  const { steps, nodes } = resolveText('story', START + text);
  const [node] = nodes;
  if (node === undefined) throw new Error('no node');
  live = await liveNode(node);
  const { transport } = live;
  const { provider } = fakeProvider();
  const lab = provider.openLab({ id: 'story', directory: '/nowhere', record: () => undefined });
  const events: RunEvent[] = [];
  const reached: number[] = [];
  const { judging = true, timeFactor = 1 } = options;
  const { signal } = new AbortController();
  const results = await playSteps(
    { steps, filter: null, judging, onReached: (step) => reached.push(step) },
    {
      lab,
      transports: new Map([['node1', transport]]),
      timeFactor,
      onCrash: () => undefined,
      onBooted: () => undefined,
    },
    (event) => events.push(event),
    { signal, progress: () => undefined },
  );
  return { results, events, reached, transport };
}

describe.runIf(canTry)('a story', () => {
  const story = `
checks:
  - command: { at: node1, run: ip route get 172.16.0.2, exit_code: 2 }
steps:
  - name: the bridge has an address
    change: { node1: { bridges: { br0: { address: 172.16.0.1/24 } } } }
    checks: [command: { at: node1, run: ip route get 172.16.0.2, stdout_contains: dev br0 }]
  - name: and none
    remove: { node1: { bridges: { br0: [address] } } }
    run: [{ at: node1/con1, command: ip neigh flush all }]
    checks: [command: { at: node1, run: ip route get 172.16.0.2, exit_code: 2 }]
`;

  test('is played in order, each step with what it does and its checks', async () => {
    const { results, events, reached } = await play(story);
    expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['1-command-node1', 'pass'],
      ['2-command-node1', 'pass'],
      ['3-command-node1', 'pass'],
    ]);
    expect(reached).toEqual([1, 2]);
    expect(events.map(({ type }) => type)).toEqual(
      [1, 2, 3].flatMap(() => ['step_started', 'case_started', 'case_finished', 'step_finished']),
    );
    const steps = events.flatMap((event) => (event.type === 'step_started' ? [event.step] : []));
    expect(steps.map(({ number, name, changes }) => [number, name, changes])).toEqual([
      [0, null, []],
      [
        1,
        'the bridge has an address',
        [
          'node1: + address 172.16.0.1/24 dev br0',
          'node1: + route 172.16.0.0/24 dev br0 src 172.16.0.1',
        ],
      ],
      [
        2,
        'and none',
        [
          'node1: - address 172.16.0.1/24 dev br0',
          'node1: - route 172.16.0.0/24 dev br0 src 172.16.0.1',
          'node1/con1: $ ip neigh flush all',
        ],
      ],
    ]);
  });

  test('changes the lab also where nothing is judged', async () => {
    const { results, reached, transport } = await play(story, { judging: false });
    expect({ results, reached }).toEqual({ results: [], reached: [1, 2] });
    const { stdout } = await transport.exec(['ip', '-4', 'addr', 'show', 'dev', 'br0']);
    expect(stdout).not.toContain('172.16.0.1');
  });

  test('goes on where a command has done something of its own', async () => {
    const { reached } = await play(`
steps:
  - name: a rule of the author's
    run: [{ at: [node1, node1/con2], command: ip rule add from 10.9.9.9 lookup 99 }]
  - name: and a change
    change: { node1: { bridges: { br0: { address: 172.16.0.1/24 } } } }
`);
    expect(reached).toEqual([1, 2]);
  });

  test('ends where a command fails, and says which', async () => {
    const text = `
steps:
  - name: a command that fails
    run: [{ at: node1/con1, command: 'echo away >&2; exit 3' }]
`;
    await expect(play(text)).rejects.toThrow(
      "node1/con1: the scenario's command `echo away >&2; exit 3` ended with exit code 3:\naway",
    );
  });

  test('ends where a node is not as it was changed to be', async () => {
    // Two names of one setting.
    const text = `
steps:
  - name: one thing and its opposite
    change: { node1: { sysctls: { net.ipv4.ip_forward: 1, net.ipv4.conf.all.forwarding: 0 } } }
`;
    const failure = await play(text, { timeFactor: 0.01 }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StateMismatch);
    expect(failure).toMatchObject({
      diff: '@@ node1 @@\n-sysctl net.ipv4.ip_forward = 1\n+sysctl net.ipv4.ip_forward = 0',
    });
  });

  describe('whose outage is watched', () => {
    const watched = (commands: string, outage: string) => `
steps:
  - name: something happens to con2
    run: [{ at: node1/con2, command: '${commands}' }]
    checks: [outage: { from: node1/con1, to: 172.16.0.3, ${outage} }]
`;

    test('is told how long it was', async () => {
      const commands = 'ip link set veth21 down; sleep 0.4; ip link set veth21 up';
      const bounds = 'at_least: 200ms, at_most: 30s, within: 30s';
      const { results } = await play(watched(commands, bounds));
      expect(results).toMatchObject([{ kind: 'outage', outcome: 'pass', attempts: 1 }]);
      expect(results[0]?.observed).toMatch(/^out for .* requests lost/);
    });

    test('is told that there was none', async () => {
      const { results } = await play(watched('true', 'at_most: 10s, watch: 100ms'));
      expect(results).toMatchObject([{ outcome: 'pass' }]);
      expect(results[0]?.observed).toMatch(/^(?:no outage: |out for )/);
    });

    test('fails where it does not end', async () => {
      const bounds = 'at_most: 30s, watch: 100ms, within: 500ms';
      const { results } = await play(watched('ip link set veth21 down', bounds));
      expect(results).toMatchObject([{ outcome: 'fail' }]);
      expect(results[0]?.observed).toMatch(/^never recovered: /);
    });

    test('is an error where nobody answered before', async () => {
      const text = watched('true', 'at_most: 30s').replace('172.16.0.3', '172.16.0.99');
      const { results } = await play(text, { timeFactor: 0.1 });
      expect(results).toMatchObject([{ outcome: 'error' }]);
      expect(results[0]?.observed).toMatch(/does not answer node1\/con1 before the step/);
    });

    test('is left out where nobody judges', async () => {
      const { results, events } = await play(watched('true', 'at_most: 0s'), { judging: false });
      expect(results).toEqual([]);
      expect(events.some(({ type }) => type === 'case_started')).toBe(false);
    });
  });
});
