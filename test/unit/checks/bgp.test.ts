import { describe, expect, it } from 'vitest';
import { bgp } from '../../../src/checks/bgp.ts';
import { parseBgpSession, parseBirdRoutes } from '../../../src/checks/parse/birdc.ts';
import { HarnessError } from '../../../src/lib/errors.ts';
import type { BgpCheck } from '../../../src/topology/checks/bgp.ts';
import { type Answers, endpoint, fakeLab, never, where } from './fake-lab.ts';
import { recorded } from './recorded.ts';

const check: BgpCheck = {
  kind: 'bgp',
  number: 1,
  title: null,
  where,
  withinMs: 1000,
  at: endpoint('node1'),
  neighbor: '10.0.0.20',
  family: 4,
  socket: '/run/wirelab/services/bgpd.ctl',
  protocol: 'neighbor1',
  state: 'established',
  prefixes: null,
  absent: [],
};

/** What node1 says while its neighbor is `established` or `down`, with some of it replaced. */
function as(name: 'established' | 'down', others: Record<string, string> = {}): Answers {
  const answers: Record<string, string> = {
    session: recorded('debian13', `bgp-${name}`),
    received: recorded('debian13', `bgp-${name}-routes`),
    kernel: recorded('debian13', `bgp-${name}-kernel`),
    ...others,
  };
  return (section) => answers[section];
}

async function tried(wanted: Partial<BgpCheck>, answer: Answers) {
  const lab = fakeLab({ answer });
  const [only] = bgp.expand({ ...check, ...wanted });
  if (only === undefined) throw new Error('no case');
  return only.attempt(lab, never);
}

describe('a session', () => {
  it.each([
    ['established', {}, 'established since 14:51:00.282, received 172.16.1.0/24'],
    [
      'established',
      { prefixes: ['172.16.1.0/24'], absent: ['172.16.2.0/24'] },
      // The kernel has a route to 172.16.2.0/24, which another neighbor brought.
      null,
    ],
    ['established', { prefixes: ['172.16.1.0/24'] }, /received 172\.16\.1\.0\/24$/],
    [
      'down',
      { state: 'down', prefixes: [], absent: ['172.16.1.0/24'] },
      'down (Active Socket: Connection refused), nothing received',
    ],
  ] as const)('%s passes with %j', async (name, wanted, observed) => {
    const attempt = await tried(wanted, as(name));
    if (observed === null) {
      expect(attempt).toMatchObject({
        outcome: 'fail',
        observed: 'the kernel has a route to 172.16.2.0/24',
      });
      return;
    }
    expect(attempt).toMatchObject({
      outcome: 'pass',
      observed: typeof observed === 'string' ? observed : expect.stringMatching(observed),
    });
  });

  it.each([
    ['down', {}, 'the session is down (Active Socket: Connection refused)'],
    ['established', { state: 'down' }, 'the session is established since 14:51:00.282'],
    [
      'established',
      { prefixes: ['172.16.3.0/24'] },
      'not received: 172.16.3.0/24; received, not expected: 172.16.1.0/24',
    ],
    ['established', { prefixes: [] }, 'received, not expected: 172.16.1.0/24'],
    [
      'established',
      { absent: ['172.16.1.0/24'] },
      '172.16.1.0/24 was received; the kernel has a route to 172.16.1.0/24',
    ],
  ] as const)('%s fails with %j', async (name, wanted, observed) => {
    expect(await tried(wanted, as(name))).toMatchObject({
      outcome: 'fail',
      observed,
      final: false,
    });
  });

  it('whose routes did not reach the kernel fails', async () => {
    const kernel = recorded('debian13', 'bgp-down-kernel');
    const attempt = await tried({ prefixes: ['172.16.1.0/24'] }, as('established', { kernel }));
    expect(attempt).toMatchObject({
      outcome: 'fail',
      observed: 'received, but not in the kernel: 172.16.1.0/24',
    });
  });

  it('that the daemon does not know of is an error', async () => {
    const session = recorded('debian13', 'bgp-unknown');
    const attempt = await tried({ state: 'down', prefixes: [] }, as('down', { session }));
    expect(attempt).toMatchObject({ outcome: 'error' });
  });

  it.each([
    ['bgp-missing', /birdc: not found/],
    ['bgp-not-running', /Unable to connect to server control socket/],
  ])('cannot be asked about: %s', async (name, message) => {
    const session = recorded('debian13', name);
    const attempt = tried({ state: 'down', prefixes: [] }, as('down', { session }));
    await expect(attempt).rejects.toThrow(HarnessError);
    await expect(attempt).rejects.toThrow(message);
  });
});

describe('what birdc prints', () => {
  it('is read by protocol and destination', () => {
    const output = recorded('debian13', 'bgp-down');
    expect(parseBgpSession(output, 'neighbor1')).toEqual({
      state: 'start',
      since: '14:53:32.347',
      info: 'Active Socket: Connection refused',
    });
    expect(parseBgpSession(output, 'neighbor')).toBeNull();
    expect(parseBirdRoutes(recorded('debian13', 'bgp-established-routes'))).toEqual([
      '172.16.1.0/24',
    ]);
  });
});
