import { describe, expect, it } from 'vitest';
import { bgp } from '../../../src/checks/kinds/bgp.ts';
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
  socket: '/run/wirelab/services/bgp.ctl',
  session: 'neighbor1',
  state: 'established',
  prefixes: null,
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
  const [only] = bgp.expand({ ...check, ...wanted });
  if (only === undefined) throw new Error('no case');
  return only.attempt(fakeLab({ answer }), never);
}

const SINCE = 'established since 15:52:39.694';

describe('a session', () => {
  it.each([
    ['established', {}, `${SINCE}, received 172.16.2.0/24`],
    ['established', { prefixes: ['172.16.2.0/24'] }, `${SINCE}, received 172.16.2.0/24`],
    ['down', { state: 'down' }, 'down (Active Socket: Connection refused), nothing received'],
    [
      'down',
      { state: 'down', prefixes: [] },
      'down (Active Socket: Connection refused), nothing received',
    ],
  ] as const)('%s passes with %j', async (name, wanted, observed) => {
    expect(await tried(wanted, as(name))).toMatchObject({ outcome: 'pass', observed });
  });

  it.each([
    ['down', {}, 'the session is down (Active Socket: Connection refused)'],
    ['established', { state: 'down' }, `the session is ${SINCE}`],
    [
      'down',
      { prefixes: ['172.16.2.0/24'] },
      'the session is down (Active Socket: Connection refused); not received: 172.16.2.0/24',
    ],
    [
      'established',
      { prefixes: ['172.16.3.0/24'] },
      'not received: 172.16.3.0/24; received, not expected: 172.16.2.0/24',
    ],
    ['established', { prefixes: [] }, 'received, not expected: 172.16.2.0/24'],
  ] as const)('%s fails with %j', async (name, wanted, observed) => {
    const attempt = await tried(wanted, as(name));
    expect(attempt).toMatchObject({ outcome: 'fail', observed, final: false });
  });

  it('whose routes did not reach the kernel fails', async () => {
    const kernel = recorded('debian13', 'bgp-down-kernel');
    const attempt = await tried({ prefixes: ['172.16.2.0/24'] }, as('established', { kernel }));
    expect(attempt).toMatchObject({
      outcome: 'fail',
      observed: 'received, but not in the kernel: 172.16.2.0/24',
    });
  });

  it('that the daemon does not know of is an error', async () => {
    const session = recorded('debian13', 'bgp-unknown');
    const attempt = await tried({ state: 'down', prefixes: [] }, as('down', { session }));
    expect(attempt).toMatchObject({ outcome: 'error' });
  });

  it.each([
    ['bgp-missing', /birdc: not found/],
    ['bgp-killed', /Unable to connect to server control socket .*: Connection refused/],
  ])('cannot be asked about: %s', async (name, message) => {
    const session = recorded('debian13', name);
    const attempt = tried({ state: 'down', prefixes: [] }, as('down', { session }));
    await expect(attempt).rejects.toThrow(HarnessError);
    await expect(attempt).rejects.toThrow(message);
  });

  it('is told in words', async () => {
    const expected = (wanted: Partial<BgpCheck>) =>
      tried(wanted, as('established')).then((attempt) => attempt.expected);
    const some = ['172.16.2.0/24', '172.16.4.0/24'];
    expect(await expected({})).toBe('node1 has a BGP session with 10.0.0.20');
    expect(await expected({ prefixes: some })).toBe(
      'node1 has a BGP session with 10.0.0.20, and received 172.16.2.0/24, 172.16.4.0/24',
    );
    expect(await expected({ state: 'down', prefixes: [] })).toBe(
      'node1 has no BGP session with 10.0.0.20, and received nothing',
    );
  });
});

describe('what birdc prints', () => {
  it('is read by session and destination', () => {
    const output = recorded('debian13', 'bgp-down');
    expect(parseBgpSession(output, 'neighbor1')).toEqual({
      state: 'start',
      since: '15:56:47.547',
      info: 'Active Socket: Connection refused',
    });
    expect(parseBgpSession(output, 'neighbor')).toBeNull();
    const routes = recorded('debian13', 'bgp-established-routes');
    expect(parseBirdRoutes(routes)).toEqual(['172.16.2.0/24']);
  });
});
