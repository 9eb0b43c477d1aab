import { describe, expect, it } from 'vitest';
import { judgePing, type ReachBounds } from '../../../src/checks/judge/reach.ts';
import { parsePing } from '../../../src/checks/parse/ping.ts';
import { readPing } from '../../../src/checks/judge/read-ping.ts';
import { HarnessError } from '../../../src/lib/errors.ts';
import { recorded, releases } from './recorded.ts';

const strict: ReachBounds = { count: 2, maxLossPercent: 0, maxMeanRttMs: null };
const ten: ReachBounds = { ...strict, count: 10 };

describe.each(releases)('judgePing on output of %s', (release) => {
  const judge = (name: string, bounds: ReachBounds) =>
    judgePing(parsePing(recorded(release, name)), bounds);

  it('passes what was answered in full', () => {
    const { passed, observed } = judge('ping-answered', strict);
    expect(passed).toBe(true);
    expect(observed).toMatch(/^2\/2 answered, 0 % loss, rtt [\d.]+\/[\d.]+\/[\d.]+ ms$/);
  });

  it('fails "100% packet loss", though "0% packet loss" is a part of it', () => {
    expect(recorded(release, 'ping-lost')).toContain('0% packet loss');
    expect(judge('ping-lost', strict)).toEqual({
      passed: false,
      observed: '0/2 answered, 100 % loss',
    });
  });

  it('passes "10 received", though "0 received" is a part of it', () => {
    expect(recorded(release, 'ping-all-of-ten')).toContain('0 received');
    expect(judge('ping-all-of-ten', ten).passed).toBe(true);
  });

  it.each([
    [39, false],
    [40, true],
  ])('holds 40 %% of loss against a bound of %s %%', (maxLossPercent, passed) => {
    const judged = judge('ping-some-lost', { ...ten, maxLossPercent });
    expect(judged.passed).toBe(passed);
    expect(judged.observed).toContain('6/10 answered, 40 % loss');
  });

  it('fails without any answer, whatever loss is allowed', () => {
    expect(judge('ping-lost', { ...strict, maxLossPercent: 100 }).passed).toBe(false);
  });

  it('fails when fewer requests were sent than asked for', () => {
    expect(judge('ping-answered', ten).passed).toBe(false);
  });

  it.each([
    [0.0001, false],
    [1000, true],
  ])('holds the mean round-trip time against %s ms', (maxMeanRttMs, passed) => {
    expect(judge('ping-answered', { ...strict, maxMeanRttMs }).passed).toBe(passed);
  });

  it('says who rejected the packets', () => {
    expect(judge('ping-prohibited', strict).observed).toBe(
      '0/2 answered, 100 % loss; 172.16.0.1 says Packet filtered',
    );
  });

  it('counts duplicates beside the answers', () => {
    expect(judge('ping-duplicates', strict).observed).toContain('2/2 answered, 1 duplicate, 0 %');
  });

  it.each([
    ['ping-no-route', 'not sent: connect: Network is unreachable'],
    ['ping-unreachable-route', 'not sent: connect: No route to host'],
  ])('fails %s', (name, observed) => {
    expect(judge(name, strict)).toEqual({ passed: false, observed });
  });
});

describe.each(releases)('readPing on output of %s', (release) => {
  it.each([
    ['ping-missing', 127],
    ['ping-unknown-device', 2],
  ])('takes %s for no probe at all', (name, exitCode) => {
    expect(() => readPing({ output: recorded(release, name), exitCode })).toThrow(HarnessError);
  });

  it.each(['ping-no-route', 'ping-blackhole-route', 'ping-prohibit-route'])(
    'takes %s for a probe',
    (name) => {
      const report = readPing({ output: recorded(release, name), exitCode: 2 });
      expect(report.statistics).toBeNull();
    },
  );
});
