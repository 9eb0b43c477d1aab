import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/checks/kinds/compare.ts';
import { inTurn } from '../../../src/checks/probe/measure-rounds.ts';
import type { CompareCheck } from '../../../src/topology/checks/compare.ts';
import type { ExecResult } from '../../../src/transport/transport.ts';
import {
  type Answers,
  ended,
  endpoint,
  fakeLab,
  never,
  playSections,
  target,
  where,
} from './fake-lab.ts';
import { recorded } from './recorded.ts';

const check: CompareCheck = {
  ...{ kind: 'compare', number: 1, title: null, where, withinMs: 0 },
  paths: [
    { name: 'host', flow: { from: endpoint('node1'), to: target('node2', '10.0.0.20') } },
    {
      name: 'bridge',
      flow: { from: endpoint('node1/con1'), to: target('node2/con1', '172.16.1.2') },
    },
  ],
  claims: [{ text: 't', better: 'host', than: 'bridge', measure: 'latency', expect: null }],
  ...{ rounds: 6, durationMs: 1000 },
};

const tcp = recorded('debian13', 'iperf3-tcp');
const refused = recorded('debian13', 'iperf3-refused');
const noRoute = recorded('debian13', 'iperf3-no-route');

/** As many answers as were asked for, in the words of a recorded one. */
function pings(count: number, ms: number): string {
  const line = /^64 bytes from .*$/m.exec(recorded('debian13', 'ping-answered'))?.[0] ?? '';
  return Array.from({ length: count }, (_, i) =>
    line.replace(/icmp_seq=\d+/, `icmp_seq=${i + 1}`).replace(/time=[\d.]+/, `time=${ms + i}`),
  ).join('\n');
}

/** Servers run until they are killed. */
function labWith(answer: Answers, server: ExecResult | null = null) {
  const killed: (() => void)[] = [];
  return fakeLab({
    exec: (_, argv) => {
      if (argv[0] === 'timeout') {
        if (server !== null) return Promise.resolve(server);
        return new Promise((resolve) =>
          killed.push(() => {
            resolve(ended('', 124));
          }),
        );
      }
      const script = argv[2] ?? '';
      if (!script.startsWith('read_pid()')) return Promise.resolve(playSections(script, answer));
      killed.shift()?.();
      return Promise.resolve(ended(''));
    },
  });
}

function attempt(lab: ReturnType<typeof labWith>) {
  const [only] = compare.expand(check);
  if (only === undefined) throw new Error('no case');
  return only.attempt(lab, never);
}

const good: Answers = (section, command) => {
  if (section === 'iperf3') return tcp;
  return pings(20, command.includes('10.0.0.20') ? 1 : 2);
};

describe('compare', () => {
  it('measures every path once a round, in turns, and ends the servers', async () => {
    const lab = labWith(good);
    const result = await attempt(lab);
    expect(result).toMatchObject({
      outcome: 'pass',
      final: true,
      observed: 'host over bridge, latency: confirmed, ×2 (2 to 2)',
    });
    const from = lab.log.flatMap((line) => /^(\S+): sh -c export/.exec(line)?.[1] ?? []);
    expect(from).toHaveLength(1 + 2 * 6);
    expect(from.slice(1, 7)).toEqual([
      'node1',
      'node1/con1',
      'node1/con1',
      'node1',
      'node1/con1',
      'node1',
    ]);
    expect(lab.log.filter((line) => line.includes('sh -c read_pid()'))).toHaveLength(2);
  });

  it('has every number in its evidence', async () => {
    const { evidence } = await attempt(labWith(good));
    expect(evidence[1]?.data).toMatchObject({
      rounds: 6,
      paths: [
        { name: 'host', latencyMs: { median: 1, samples: [1, 1, 1, 1, 1, 1] } },
        { name: 'bridge', latencyMs: { median: 2 } },
      ],
      claims: [{ text: 't', verdict: 'confirmed', factor: { low: 2, high: 2 } }],
    });
  });

  it('waits for a server to listen', async () => {
    let asked = 0;
    const lab = labWith((section, command) =>
      section === 'iperf3' && ++asked === 1 ? refused : good(section, command),
    );
    expect(await attempt(lab)).toMatchObject({ outcome: 'pass' });
    expect(asked).toBe(14);
  });

  it('takes the shortest time of fifteen pings for that of twenty', async () => {
    const lossy: Answers = (section) => (section === 'iperf3' ? tcp : pings(15, 1));
    expect(await attempt(labWith(lossy))).toMatchObject({ outcome: 'pass' });
  });

  it.each<[string, Answers, string]>([
    ['a path that carries nothing', () => noRoute, 'the path host carries nothing: '],
    [
      'too many lost pings',
      (section) => (section === 'iperf3' ? tcp : pings(14, 1)),
      'on the path host, 14 of 20 pings came back',
    ],
    ['no iperf3', () => 'sh: 1: iperf3: not found', 'iperf3 did not run at node1: '],
  ])('cannot be carried out with %s, and ends the servers', async (_, answer, message) => {
    const lab = labWith(answer);
    await expect(attempt(lab)).rejects.toThrow(message);
    expect(lab.log.filter((line) => line.includes('sh -c read_pid()'))).toHaveLength(2);
  });

  it('says why a server is not there', async () => {
    const lab = labWith(good, ended('', 1, 'iperf3: error - unable to start listener'));
    await expect(attempt(lab)).rejects.toThrow('unable to start listener');
  });
});

describe('turns', () => {
  it('give every path every place', () => {
    const rounds = [0, 1, 2, 3, 4, 5].map((round) => inTurn(['a', 'b', 'c'], round).join(''));
    expect(rounds).toEqual(['abc', 'cba', 'bca', 'acb', 'cab', 'bac']);
  });
});
