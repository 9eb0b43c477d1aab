import { describe, expect, it } from 'vitest';
import { tcpEnd } from '../../../src/checks/judge/tcp-end.ts';
import { recorded, releases } from './recorded.ts';

/** The address that each recording is about; see record-services.sh. */
const ADDRESSES: Readonly<Record<string, string>> = {
  'net-unreachable': '10.1.9.20',
  'no-route': '10.9.0.20',
  'no-route6': 'fd09::20',
  'prohibit-route': '10.2.0.20',
  'blackhole-route': '10.3.0.20',
  'unreachable-route': '10.4.0.20',
  'neighbour-failed': '10.0.0.99',
  'neighbour-failed6': 'fd00::99',
  'router-finds-nobody': '10.1.0.99',
};

describe.each(releases)('an attempt to connect, as recorded on %s', (release) => {
  function end(name: string) {
    const route = recorded(release, `tcp-${name}-route`);
    const address = ADDRESSES[name] ?? (name.endsWith('6') ? 'fd01::20' : '10.1.0.20');
    return tcpEnd(address, {
      connect: {
        output: recorded(release, `tcp-${name}`),
        exitCode: name.startsWith('connected') ? 0 : 1,
      },
      wire: { output: recorded(release, `tcp-${name}-wire`), exitCode: 0 },
      routeGet: { output: route, exitCode: route.startsWith('RTNETLINK') ? 2 : 0 },
    });
  }

  it.each([
    ['connected', 'connected', 'connected'],
    ['connected6', 'connected', 'connected'],
    ['refused', 'refused', 'refused by 10.1.0.20'],
    ['refused6', 'refused', 'refused by fd01::20'],
    // A router's RST has the target's address: nobody can tell the two apart.
    ['reset', 'refused', 'refused by 10.1.0.20'],
    ['rejected', 'rejected', 'rejected by 10.0.0.1: 10.1.0.20 tcp port 82 unreachable'],
    [
      'rejected6',
      'rejected',
      'rejected by fd00::1: destination unreachable, unreachable port, fd01::20 tcp port 82',
    ],
    [
      'prohibited',
      'rejected',
      'rejected by 10.0.0.1: host 10.1.0.20 unreachable - admin prohibited filter',
    ],
    ['rejected-locally', 'rejected', 'rejected by 10.0.0.10: 10.1.0.20 tcp port 87 unreachable'],
    ['net-unreachable', 'rejected', 'rejected by 10.0.0.1: net 10.1.9.20 unreachable'],
    ['router-finds-nobody', 'rejected', 'rejected by 10.0.0.1: host 10.1.0.99 unreachable'],
    ['silence', 'silence', expect.stringMatching(/^silence \(SYN sent \d times, no answer\)$/)],
    ['silence6', 'silence', expect.stringMatching(/^silence \(SYN sent \d times, no answer\)$/)],
    ['neighbour-failed', 'silence', 'silence (nobody there: the neighbour did not resolve)'],
    ['neighbour-failed6', 'silence', 'silence (nobody there: the neighbour did not resolve)'],
    [
      'dropped-locally',
      'silence',
      'silence (no SYN left the source: the neighbour does not resolve, or the source itself drops it)',
    ],
    ['no-route', 'no_route', 'no route (Network is unreachable)'],
    ['no-route6', 'no_route', 'no route (Network is unreachable)'],
    ['prohibit-route', 'no_route', 'no route (Permission denied)'],
    ['blackhole-route', 'no_route', 'no route (Invalid argument)'],
    ['unreachable-route', 'no_route', 'no route (No route to host)'],
  ])('%s: %s', (name, kind, words: unknown) => {
    expect(end(name)).toEqual({ kind, words });
  });

  it('that was not made proves nothing', () => {
    const wire = { output: recorded(release, 'tcp-silence-wire'), exitCode: 0 };
    const routeGet = { output: recorded(release, 'tcp-silence-route'), exitCode: 0 };
    const missing = { output: recorded(release, 'tcp-missing'), exitCode: 127 };
    expect(tcpEnd('10.1.0.20', { connect: missing, wire, routeGet })).toEqual({
      kind: 'not_run',
      words: expect.stringContaining('socat: not found') as unknown,
    });
    const empty = { output: '', exitCode: 0 };
    expect(tcpEnd('10.1.0.20', { connect: empty, wire, routeGet })).toEqual({
      kind: 'not_run',
      words: 'socat said nothing',
    });
    const killed = { output: '', exitCode: 137 };
    expect(tcpEnd('10.1.0.20', { connect: killed, wire, routeGet }).kind).toBe('not_run');
  });

  it('whose refusal nobody saw proves nothing', () => {
    const connect = { output: recorded(release, 'tcp-refused'), exitCode: 1 };
    const routeGet = { output: recorded(release, 'tcp-refused-route'), exitCode: 0 };
    const wire = { output: '', exitCode: 0 };
    expect(tcpEnd('10.1.0.20', { connect, wire, routeGet }).kind).toBe('not_run');
  });
});
