import { describe, expect, it } from 'vitest';
import { judgeThroughput } from '../../../src/checks/judge/throughput.ts';
import type { Iperf3Report } from '../../../src/checks/parse/iperf3.ts';
import type { ThroughputCheck } from '../../../src/topology/checks/throughput.ts';
import { endpoint, target, where } from './fake-lab.ts';

const underlay = { from: endpoint('node1'), to: target('node2', '10.0.0.20') };
const relative: ThroughputCheck = {
  kind: 'throughput',
  number: 1,
  title: 'throughput',
  where,
  withinMs: 0,
  flow: { from: endpoint('node1/con1'), to: target('node2/con1', '172.16.1.2') },
  protocol: 'tcp',
  rateBps: null,
  durationMs: 2000,
  atLeast: { kind: 'relative', percent: 10, of: underlay },
  maxLossPercent: null,
};
const absolute: ThroughputCheck = {
  ...relative,
  protocol: 'udp',
  atLeast: { kind: 'absolute', bps: 5e6 },
  maxLossPercent: 1,
};
const measured = (receivedBps: number, lossPercent: number | null = null): Iperf3Report => ({
  kind: 'measured',
  receivedBps,
  intervalsBps: [receivedBps],
  lossPercent,
});
const failed: Iperf3Report = { kind: 'failed', error: 'unable to connect: No route to host' };

describe('judgeThroughput', () => {
  it('passes a share of the other flow', () => {
    expect(judgeThroughput(relative, measured(412e6), measured(676e6))).toEqual({
      outcome: 'pass',
      expected: 'node1/con1 → node2/con1 carries at least 10 % of node1 → node2 of TCP',
      observed: "412 Mbit/s, 60.95 % of node1 → node2's 676 Mbit/s (needs 10 %)",
    });
  });

  it.each([
    [67.6e6, 'pass'],
    [67.5e6, 'fail'],
  ])('holds %s bit/s against a tenth of 676 Mbit/s: %s', (bps, outcome) => {
    expect(judgeThroughput(relative, measured(bps), measured(676e6)).outcome).toBe(outcome);
  });

  it('has nothing to compare with when the other flow carried nothing', () => {
    expect(judgeThroughput(relative, measured(0), measured(0)).outcome).toBe('fail');
  });

  it('judges nothing without a baseline', () => {
    expect(judgeThroughput(relative, measured(1e6), failed)).toMatchObject({
      outcome: 'error',
      observed: 'no baseline: unable to connect: No route to host',
    });
  });

  it('fails a path that carries nothing', () => {
    expect(judgeThroughput(relative, failed, measured(676e6))).toMatchObject({
      outcome: 'fail',
      observed: 'nothing measured: unable to connect: No route to host',
    });
  });

  it.each([
    [5e6, 1, 'pass'],
    [4.9e6, 0, 'fail'],
    [5e6, 1.1, 'fail'],
    [5e6, null, 'fail'],
  ])('holds %s bit/s and %s %% loss against absolute bounds: %s', (bps, loss, outcome) => {
    expect(judgeThroughput(absolute, measured(bps, loss), null).outcome).toBe(outcome);
  });

  it('names rate and loss of datagrams', () => {
    expect(judgeThroughput(absolute, measured(4_970_889, 0.6928), null).observed).toBe(
      '4.97 Mbit/s (needs 5 Mbit/s), 0.69 % of datagrams lost',
    );
  });
});
