import { describe, expect, it } from 'vitest';
import { parseIperf3 } from '../../../../src/checks/parse/iperf3.ts';
import { recorded, releases } from '../recorded.ts';

describe.each(releases)('iperf3 of %s', (release) => {
  const parsed = (name: string) => parseIperf3(recorded(release, name));
  const end = (name: string) =>
    (JSON.parse(recorded(release, name)) as Record<'end', Record<string, Record<string, number>>>)
      .end;

  const intervals = (name: string) =>
    (
      JSON.parse(recorded(release, name)) as {
        intervals: readonly { sum: { bits_per_second: number } }[];
      }
    ).intervals.map(({ sum }) => sum.bits_per_second);

  it('takes the rate that the receiver counted for TCP', () => {
    expect(intervals('iperf3-tcp').length).toBeGreaterThan(0);
    expect(parsed('iperf3-tcp')).toEqual({
      kind: 'measured',
      receivedBps: end('iperf3-tcp')['sum_received']?.['bits_per_second'],
      intervalsBps: intervals('iperf3-tcp'),
      lossPercent: null,
    });
  });

  it('finds no loss on a clean UDP path', () => {
    expect(parsed('iperf3-udp')).toMatchObject({ kind: 'measured', lossPercent: 0 });
  });

  it("does not take the sender's UDP rate for the receiver's", () => {
    const report = parsed('iperf3-udp-loss');
    const { sum, sum_received: received } = end('iperf3-udp-loss');
    expect(report).toMatchObject({ kind: 'measured' });
    if (report?.kind !== 'measured') return;
    expect(report.lossPercent).toBeGreaterThan(0);
    expect(report.lossPercent).toBeCloseTo(received?.['lost_percent'] ?? NaN, 6);
    expect(report.receivedBps).toBeLessThan(sum?.['bits_per_second'] ?? NaN);
  });

  it.each([
    ['iperf3-refused', 'Connection refused'],
    ['iperf3-no-route', 'Network is unreachable'],
  ])('reads the error of %s', (name, error) => {
    expect(parsed(name)).toEqual({
      kind: 'failed',
      error: expect.stringMatching(
        new RegExp(`^unable to connect to server.*: ${error}$`),
      ) as string,
    });
  });
});

it.each(['', 'sh: iperf3: not found', '[]', '{"end":{}}'])('takes %j for no report', (text) => {
  expect(parseIperf3(text)).toBeNull();
});
