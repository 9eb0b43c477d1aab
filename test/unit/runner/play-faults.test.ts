/** Plays faults of a lab that notes what is done to it; what boots are namespaces, which takes root. */
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { HarnessError } from '../../../src/lib/errors.ts';
import type { FaultPower, LabProvider } from '../../../src/providers/provider.ts';
import { playFaults } from '../../../src/runner/play-faults.ts';
import { StateMismatch } from '../../../src/runner/state-mismatch.ts';
import type { Transport } from '../../../src/transport/transport.ts';
import { resolveText } from '../topology/resolve-text.ts';
import { fakeProvider } from './fake-provider.ts';
import { type LiveNode, liveNode } from './live-lab.ts';

const canTry = process.getuid?.() === 0 && existsSync('/usr/sbin/nft');

/** Two nodes, and a step for each list of faults. */
function steps(...faults: readonly string[]) {
  return resolveText(
    'faults',
    `title: t
segments: { lan: {} }
nodes:
  node1: { interfaces: { ens5: { segment: lan, address: 10.0.0.1/24 } } }
  node2: { interfaces: { ens5: { segment: lan, address: 10.0.0.2/24 } } }
steps:
${faults.map((list, index) => `  - { name: step ${index}, faults: [${list}] }`).join('\n')}
`,
  ).steps;
}

interface Playing {
  /** What was done, in order. */
  readonly done: readonly string[];
  /** When, in ms since the beginning. */
  readonly atMs: readonly number[];
  readonly transports: ReadonlyMap<string, Transport>;
  readonly ended: Promise<void>;
}

/** Plays the last step; the others were played before. */
function play(
  story: ReturnType<typeof steps>,
  options: {
    readonly power?: Partial<FaultPower>;
    readonly lab?: Partial<LabProvider>;
    readonly nodes?: Readonly<Record<string, Transport>>;
    readonly timeFactor?: number;
    readonly signal?: AbortSignal;
  } = {},
): Playing {
  const last = story.at(-1);
  if (last === undefined) throw new Error('no step');
  const startedAt = performance.now();
  const done: string[] = [];
  const atMs: number[] = [];
  const note = (what: string): Promise<void> => {
    done.push(what);
    atMs.push(performance.now() - startedAt);
    return Promise.resolve();
  };
  const faults: FaultPower = {
    ownClocks: true,
    cutPower: (node) => note(`cut ${node}`),
    setPlugged: ({ node, nic }, plugged) => note(`${plugged ? 'plug' : 'unplug'} ${node}/${nic}`),
    divide: (segment, parts) => {
      const names = parts.map((part) => part.map(({ node }) => node).join(' '));
      return note(`divide ${segment}: ${names.join(' | ')}`);
    },
    ...options.power,
  };
  const { provider } = fakeProvider({ lab: () => ({ faults, ...options.lab }) });
  const lab = provider.openLab({ id: 'faults', directory: '/nowhere', record: () => undefined });
  const transports = new Map(Object.entries(options.nodes ?? {}));
  const connected = {
    ...{ lab, transports, timeFactor: options.timeFactor ?? 1 },
    onCrash: (node: string) => void note(`crash of ${node}`),
    onBooted: ({ node }: { readonly node: { readonly name: string } }) =>
      void note(`${node.name} has booted`),
  };
  const { signal = new AbortController().signal } = options;
  const context = { signal, progress: () => undefined };
  const ended = playFaults(story.slice(0, -1), last, connected, context);
  return { done, atMs, transports, ended };
}

/** A node that answers with this, and what it was asked. */
function speaking(stdout: string) {
  const asked: string[] = [];
  const unused = () => Promise.reject(new Error('no files are copied'));
  const transport: Transport = {
    exec: (_argv, { stdin = '' } = {}) => {
      asked.push(String(stdin));
      const result = { exitCode: 0, stdout, stderr: '', durationMs: 1, timedOut: false };
      return Promise.resolve(result);
    },
    put: unused,
    get: unused,
    close: () => {
      asked.push('close');
      return Promise.resolve();
    },
  };
  return { asked, transport };
}

describe('faults', () => {
  test('happen one after the other, in the order of the file', async () => {
    const halves = 'partition: { segment: lan, groups: [[node1], [node2]] }';
    const list = `unplug: node1/ens5, ${halves}, plug: node1/ens5, heal: lan, unplug: node2/ens5`;
    const { done, ended } = play(steps(list));
    await ended;
    expect(done).toEqual([
      'unplug node1/ens5',
      'divide lan: node1 | node2',
      'plug node1/ens5',
      'divide lan: node1 node2',
      'unplug node2/ens5',
    ]);
  });

  test('wait for the one before, however long that takes', async () => {
    const finished: string[] = [];
    const power = {
      setPlugged: async (_: unknown, plugged: boolean) => {
        await pause(plugged ? 0 : 50);
        finished.push(plugged ? 'plug' : 'unplug');
      },
    };
    await play(steps('unplug: node1/ens5, { plug: node1/ens5, after: 1ms }'), { power }).ended;
    expect(finished).toEqual(['unplug', 'plug']);
  });

  test('cut the power before anything closes a connection', async () => {
    const { asked, transport } = speaking('');
    let askedBefore: readonly string[] | null = null;
    const power = {
      cutPower: () => {
        askedBefore = [...asked];
        return Promise.resolve();
      },
    };
    const playing = play(steps('crash: node1'), { power, nodes: { node1: transport } });
    await playing.ended;
    expect(playing.done).toEqual(['crash of node1']);
    expect([askedBefore, asked]).toEqual([[], ['close']]);
    expect(playing.transports.has('node1')).toBe(false);
  });

  test('are an error where the provider plays none', async () => {
    const lab = { faults: undefined } as unknown as Partial<LabProvider>;
    await expect(play(steps('crash: node1'), { lab }).ended).rejects.toThrow(
      'this provider plays no faults',
    );
  });

  test('end where one cannot be played', async () => {
    const power = {
      divide: () => Promise.reject(new HarnessError('no bridge')),
    };
    const list = 'unplug: node1/ens5, partition: { segment: lan, groups: [[node1], [node2]] }';
    const { done, ended } = play(steps(`${list}, plug: node1/ens5`), { power });
    await expect(ended).rejects.toThrow('no bridge');
    expect(done).toEqual(['unplug node1/ens5']);
  });
});

describe('the time of a fault', () => {
  const unplugTwice = (first: string, second: string) =>
    steps(`{ unplug: node1/ens5, after: ${first} }, { unplug: node2/ens5, after: ${second} }`);

  test('is counted from when the first could happen, not from the one before', async () => {
    const { atMs, ended } = play(unplugTwice('1s', '1.05s'));
    await ended;
    const [first = 0, second = 0] = atMs;
    expect(first).toBeGreaterThanOrEqual(990);
    expect(second).toBeGreaterThanOrEqual(1040);
    expect(second - first).toBeLessThan(1000);
  });

  test('ends with the run: what was to come does not happen', async () => {
    const controller = new AbortController();
    const playing = play(unplugTwice('1ms', '60s'), { signal: controller.signal });
    await expect.poll(() => playing.done).toHaveLength(1);
    controller.abort(new Error('enough'));
    await expect(playing.ended).rejects.toThrow(/enough|aborted/);
    expect(playing.done).toEqual(['unplug node1/ens5']);
  });

  test('does not come for what follows at once, when the run ends in between', async () => {
    const controller = new AbortController();
    const power = {
      cutPower: () => {
        controller.abort(new Error('enough'));
        return Promise.resolve();
      },
    };
    const list = steps('crash: node1, unplug: node2/ens5');
    const { done, ended } = play(list, { power, signal: controller.signal });
    await expect(ended).rejects.toThrow('enough');
    expect(done).toEqual(['crash of node1']);
  });
});

describe('a clock', () => {
  const back = steps('clock: { node: node1, by: -1h }');

  test('is set on the node itself', async () => {
    const readings = 'clock 1.00 7200000 1.00\nclock 1.00 3600000 1.00\n';
    const { asked, transport } = speaking(readings);
    await play(back, { nodes: { node1: transport } }).ended;
    expect(asked).toEqual([expect.stringContaining("date -u -s 'now -3600 seconds'")]);
  });

  test('is never set where it is that of the host', async () => {
    const { asked, transport } = speaking('');
    const power = { ownClocks: false };
    await expect(play(back, { power, nodes: { node1: transport } }).ended).rejects.toThrow(
      'node1 has no clock of its own',
    );
    expect(asked).toEqual([]);
  });
});

describe.runIf(canTry)('a node', () => {
  let live: LiveNode | null = null;
  afterEach(async () => {
    await live?.end();
    live = null;
  });

  /** node1 as a namespace of this host, for its first start and for every other. */
  async function node1(story: ReturnType<typeof steps>) {
    const [node] = story.at(-1)?.nodesDuring ?? [];
    if (node === undefined) throw new Error('no node');
    live = await liveNode(node);
    const { transport, enter } = live;
    const lab: Partial<LabProvider> = {
      startNode: ({ name }) =>
        Promise.resolve({
          ...{ name, access: { kind: 'netns', enter }, started: 'namespace' },
          ...{ image: null, patienceMs: null, identity: () => '' },
        }),
    };
    return { transport, lab };
  }

  test('that reboots is configured anew, and without the cables that were pulled out', async () => {
    const pulled = 'unplug: node1/ens5, unplug: node2/ens5';
    const halves = 'partition: { segment: lan, groups: [[node1], [node2]] }';
    const story = steps(`${pulled}, ${halves}`, 'reboot: node1');
    const { transport, lab } = await node1(story);
    await transport.exec(['ip', 'addr', 'flush', 'dev', 'ens5']);
    const { done, transports, ended } = play(story, { lab, nodes: { node1: transport } });
    await ended;
    expect(done).toEqual([
      ...['crash of node1', 'cut node1', 'node1 has booted'],
      ...['unplug node1/ens5', 'divide lan: node1 | node2'],
    ]);
    const again = transports.get('node1');
    expect(again).not.toBe(transport);
    const shown = await again?.exec(['ip', '-4', 'addr', 'show', 'dev', 'ens5']);
    expect(shown?.stdout).toContain('10.0.0.1/24');
    await again?.close();
  });

  test('must be as it was compiled once something is undone', async () => {
    const story = steps('unplug: node1/ens5, plug: node1/ens5');
    const { transport } = await node1(story);
    const options = { nodes: { node1: transport }, timeFactor: 0.01 };
    await play(story, options).ended;
    await transport.exec(['ip', 'addr', 'flush', 'dev', 'ens5']);
    const failure = await play(story, options).ended.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StateMismatch);
    expect(failure).toMatchObject({ diff: expect.stringContaining('10.0.0.1/24') as string });
  });

  test('is not looked at where nothing is undone', async () => {
    const story = steps('unplug: node2/ens5');
    const { transport } = await node1(story);
    await transport.exec(['ip', 'addr', 'flush', 'dev', 'ens5']);
    await play(story, { nodes: { node1: transport }, timeFactor: 0.01 }).ended;
  });
});
