import { describe, expect, it } from 'vitest';
import { judgeNoReach } from '../../../src/checks/judge/no-reach.ts';
import { probeEnd } from '../../../src/checks/judge/probe-end.ts';
import type { NoReachOutcome } from '../../../src/topology/checks/no-reach.ts';
import { endpoint, target } from './fake-lab.ts';
import { recorded, releases } from './recorded.ts';

const pair = { from: endpoint('node1/con1'), to: target('node2/con1', '172.16.1.2') };

describe.each(releases)('with ping and ip of %s', (release) => {
  const section = (name: string, exitCode: number) => ({
    output: recorded(release, name),
    exitCode,
  });
  const hasRoute = { routeGet: section('route-get', 0), source: '172.16.0.2' };
  const hasNoRoute = { routeGet: section('route-get-no-route', 2), source: null };
  const probe = (name: string, exitCode: number, route: typeof hasRoute | typeof hasNoRoute) => ({
    count: 2,
    ping: section(name, exitCode),
    ...route,
  });

  it.each([
    ['ping-no-route', 2, hasNoRoute, 'no_route', 'no route (Network is unreachable)'],
    ['ping6-no-route', 2, hasNoRoute, 'no_route', 'no route (Network is unreachable)'],
    ['ping-prohibit-route', 2, hasNoRoute, 'no_route', 'no route (Network is unreachable)'],
    ['ping-prohibited', 1, hasRoute, 'rejected', 'rejected by 172.16.0.1: Packet filtered'],
    [
      'ping-net-unreachable',
      1,
      hasRoute,
      'rejected',
      'rejected by 172.16.0.1: Destination Net Unreachable',
    ],
    [
      'ping-host-unreachable',
      1,
      hasRoute,
      'rejected',
      'rejected by 172.16.0.1: Destination Host Unreachable',
    ],
    ['ping-ttl-exceeded', 1, hasRoute, 'rejected', 'rejected by 172.16.0.1: Time to live exceeded'],
    [
      'ping-rejected-locally',
      1,
      hasRoute,
      'rejected',
      'rejected by 172.16.0.2: Destination Port Unreachable',
    ],
    ['ping-silence', 1, hasRoute, 'silence', 'silence (0/2 answered)'],
    ['ping-dropped-locally', 1, hasRoute, 'silence', 'silence (0/2 answered)'],
    [
      'ping-neighbour-failed',
      1,
      hasRoute,
      'silence',
      'silence (0/2 answered; nobody there: the neighbour did not resolve)',
    ],
    ['ping-answered', 0, hasRoute, 'answered', 'answered 2/2'],
    ['ping-some-lost', 0, hasRoute, 'answered', 'answered 6/10'],
  ])('%s (exit code %i) ended in the right way', (name, code, route, kind, words) => {
    expect(probeEnd(probe(name, code, route))).toEqual({ kind, words });
  });

  it.each([
    ['ping-missing', 127, hasNoRoute],
    ['ping-unknown-device', 2, hasRoute],
    // One witness is not enough: the kernel has a route after all.
    ['ping-no-route', 2, hasRoute],
  ])('%s (exit code %i) did not run', (name, code, route) => {
    expect(probeEnd(probe(name, code, route)).kind).toBe('not_run');
  });

  it('takes a probe that was cut short for none', () => {
    const short = { ...probe('ping-silence', 143, hasRoute), count: 5 };
    expect(probeEnd(short)).toEqual({
      kind: 'not_run',
      words: 'only 2 of 5 requests were sent',
    });
  });

  const control = section('ping-answered', 0);
  const judge = (
    expect: NoReachOutcome | null,
    output: ReturnType<typeof probe>,
    controlled = control,
  ) => judgeNoReach(pair, expect, { control: controlled, controlWords: 'node1', probe: output });

  const ends = {
    no_route: probe('ping-no-route', 2, hasNoRoute),
    rejected: probe('ping-prohibited', 1, hasRoute),
    silence: probe('ping-silence', 1, hasRoute),
    answered: probe('ping-answered', 0, hasRoute),
  };

  it.each([
    ['no_route', 'no_route', 'pass', false],
    ['no_route', 'rejected', 'fail', false],
    ['no_route', 'silence', 'fail', false],
    ['no_route', 'answered', 'fail', true],
    ['rejected', 'no_route', 'fail', false],
    ['rejected', 'rejected', 'pass', false],
    ['rejected', 'silence', 'fail', false],
    ['rejected', 'answered', 'fail', true],
    ['silence', 'no_route', 'fail', false],
    ['silence', 'rejected', 'fail', true],
    ['silence', 'silence', 'pass', false],
    ['silence', 'answered', 'fail', true],
    [null, 'no_route', 'pass', false],
    [null, 'rejected', 'pass', false],
    [null, 'silence', 'pass', false],
    [null, 'answered', 'fail', true],
  ] as const)('expected %s, ended in %s: %s, final %s', (expected, end, outcome, final) => {
    expect(judge(expected, ends[end])).toMatchObject({ outcome, final });
  });

  it.each(['no_route', 'rejected', 'silence', 'answered'] as const)(
    'proves nothing by %s when the control is not reached',
    (end) => {
      const judged = judge(null, ends[end], section('ping-lost', 1));
      expect(judged.outcome).toBe('error');
      expect(judged.observed).toContain('proves nothing: node1/con1 cannot even reach node1');
    },
  );

  it('proves nothing when ping is missing', () => {
    const missing = section('ping-missing', 127);
    expect(judge(null, ends.silence, missing)).toMatchObject({ outcome: 'error' });
    expect(judge(null, probe('ping-missing', 127, hasRoute))).toMatchObject({
      outcome: 'error',
      observed: 'the probe did not run: /bin/sh: 1: ping: not found',
    });
  });

  it('names both ends and the outcome', () => {
    expect(judge('silence', ends.silence).expected).toBe(
      'node1/con1 does not reach node2/con1 (172.16.1.2) (silence)',
    );
  });
});
