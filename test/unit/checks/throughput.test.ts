import { describe, expect, it } from 'vitest';
import { throughput } from '../../../src/checks/kinds/throughput.ts';
import type { ThroughputCheck } from '../../../src/topology/checks/throughput.ts';
import { HarnessError } from '../../../src/lib/errors.ts';
import type { ExecResult } from '../../../src/transport/transport.ts';
import { ended, endpoint, fakeLab, never, target, where } from './fake-lab.ts';
import { recorded } from './recorded.ts';

const check: ThroughputCheck = {
  kind: 'throughput',
  number: 1,
  title: 'throughput',
  where,
  withinMs: 0,
  flow: { from: endpoint('node1/con1'), to: target('node2/con1', '172.16.1.2') },
  protocol: 'udp',
  rateBps: 5_000_000,
  durationMs: 1500,
  atLeast: { kind: 'absolute', bps: 1e6 },
  maxLossPercent: null,
};

type Play = (client: number) => ExecResult | Error;

/** Servers end once a client was served, or when they are killed; clients are as `play` says. */
function iperfLab(play: Play, serverEndsAtOnce: ExecResult | null = null) {
  const servers: (() => void)[] = [];
  let clients = 0;
  const endServers = () => {
    servers.splice(0).forEach((end) => {
      end();
    });
  };
  return fakeLab({
    exec: (_, argv) => {
      if (argv[0] === 'sh') {
        endServers();
        return Promise.resolve(ended(''));
      }
      if (argv.includes('-s')) {
        if (serverEndsAtOnce !== null) return Promise.resolve(serverEndsAtOnce);
        return new Promise((resolve) => {
          servers.push(() => {
            resolve(ended('{}'));
          });
        });
      }
      const result = play(++clients);
      if (result instanceof Error) return Promise.reject(result);
      if (result.exitCode === 0) endServers();
      return Promise.resolve(result);
    },
  });
}

function attempt(
  tried: ThroughputCheck,
  lab: ReturnType<typeof iperfLab>,
  signal = never,
  remainingMs?: number,
) {
  const [only] = throughput.expand(tried);
  if (only === undefined) throw new Error('no case');
  return only.attempt(lab, signal, remainingMs);
}

const udp = ended(recorded('debian13', 'iperf3-udp'));
const refused = ended(recorded('debian12', 'iperf3-refused'), 1);
const noRoute = ended(recorded('debian13', 'iperf3-no-route'), 1);
const kills = (lab: ReturnType<typeof iperfLab>) =>
  lab.log.filter((line) => line.startsWith('node2/con1: sh -c read_pid()'));

describe('throughput', () => {
  it('starts a server for one test at the far end, then the client', async () => {
    const lab = iperfLab(() => udp);
    expect(await attempt(check, lab)).toMatchObject({ outcome: 'pass' });
    const port = /-p (\d+) /.exec(lab.log[0] ?? '')?.[1] ?? 'none';
    expect(lab.log).toEqual([
      `node2/con1: iperf3 -s -1 -J -p ${port} -I /run/wirelab-iperf3-${port}.pid --idle-timeout 22`,
      `node1/con1: iperf3 -c 172.16.1.2 -p ${port} -J -i 0 -t 2 --connect-timeout 5000 -u -b 5000000`,
    ]);
  });

  it('tries again while the server does not listen yet', async () => {
    const lab = iperfLab((client) => (client < 3 ? refused : udp));
    expect(await attempt(check, lab)).toMatchObject({ outcome: 'pass' });
    expect(kills(lab)).toEqual([]);
  });

  it('measures the other flow first, with a server of its own', async () => {
    const of = { from: endpoint('node1'), to: target('node2', '10.0.0.20') };
    const lab = iperfLab(() => udp);
    const verdict = await attempt(
      { ...check, atLeast: { kind: 'relative', percent: 50, of } },
      lab,
    );
    expect(verdict.observed).toContain("100 % of node1 → node2's 5.01 Mbit/s (needs 50 %)");
    expect(lab.log.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'node2: iperf3 -s',
      'node1: iperf3 -c',
      'node2/con1: iperf3 -s',
      'node1/con1: iperf3 -c',
    ]);
  });

  it('waits no longer than the deadline for a path that carries nothing', async () => {
    const lab = iperfLab(() => noRoute);
    const waits: (number | undefined)[] = [];
    const watched: typeof lab = {
      ...lab,
      exec: (at, argv, options) => {
        if (argv[0] === 'iperf3' && argv.includes('-c')) waits.push(options?.timeoutMs);
        return lab.exec(at, argv, options);
      },
    };
    const verdict = await attempt(check, watched, never, 10_000);
    expect(verdict).toMatchObject({ outcome: 'fail', final: false });
    const late = await attempt(check, watched, never, 1000);
    expect(late).toMatchObject({ outcome: 'fail', final: true });
    expect(waits[0]).toBeGreaterThan(9000);
    expect(waits[0]).toBeLessThanOrEqual(10_000);
    // Shorter than that, and a path that works could not be measured either.
    expect(waits[1]).toBe(4500);
    expect(lab.log.at(-2)).toContain('--connect-timeout 3000');
  });

  it('ends the server of a flow that does not come about', async () => {
    const lab = iperfLab(() => noRoute);
    expect(await attempt(check, lab)).toMatchObject({ outcome: 'fail' });
    expect(kills(lab)).toHaveLength(1);
  });

  it('ends the server when the client is lost, or the run is stopped', async () => {
    const lost = iperfLab(() => new HarnessError('connection lost'));
    await expect(attempt(check, lost)).rejects.toThrow('connection lost');
    expect(kills(lost)).toHaveLength(1);

    const stopped = iperfLab(() => udp);
    const signal = AbortSignal.abort(new Error('interrupted'));
    await expect(attempt(check, stopped, signal)).rejects.toThrow('interrupted');
    expect(kills(stopped)).toHaveLength(1);
  });

  it('fails as the harness when the server cannot run', async () => {
    const lab = iperfLab(() => refused, ended('', 127, 'sh: iperf3: not found'));
    await expect(attempt(check, lab)).rejects.toThrow(
      new HarnessError('the iperf3 server at node2/con1 ended: sh: iperf3: not found'),
    );
  });

  it('fails as the harness when nobody can answer at the target', async () => {
    const flow = { ...check.flow, to: target('8.8.8.8', '8.8.8.8') };
    await expect(
      attempt(
        { ...check, flow },
        iperfLab(() => udp),
      ),
    ).rejects.toThrow('8.8.8.8 is no endpoint of the lab');
  });
});
