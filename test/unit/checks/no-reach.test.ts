import { describe, expect, it } from 'vitest';
import { noReach } from '../../../src/checks/kinds/no-reach.ts';
import type { NoReachCheck } from '../../../src/topology/checks/no-reach.ts';
import { endpoint, fakeLab, never, target, where, type Answers } from './fake-lab.ts';
import { recorded } from './recorded.ts';

const check: NoReachCheck = {
  kind: 'no_reach',
  number: 5,
  title: 'isolated',
  where,
  withinMs: 0,
  pairs: [{ from: endpoint('node1/con1'), to: target('node2/con1', '172.16.1.2') }],
  expect: 'silence',
  count: 2,
  control: { 'node1/con1': target('node1', '172.16.0.1') },
};

async function attempt(tried: NoReachCheck, answer: Answers) {
  const lab = fakeLab({ answer });
  const [only] = noReach.expand(tried);
  if (only === undefined) throw new Error('no case');
  return { verdict: await only.attempt(lab, never), script: lab.log.join('\n') };
}

const silent: Answers = (name) =>
  ({
    control: recorded('debian13', 'ping-answered'),
    probe: recorded('debian13', 'ping-silence'),
    route: recorded('debian13', 'route-get'),
    neighbours: '172.16.0.1 dev veth11 lladdr 02:00:00:00:00:01 REACHABLE',
  })[name];

describe('no_reach', () => {
  it('runs late, so that its neighbours show first that the lab is up', () => {
    expect(noReach.turn).toBe('late');
  });

  it('pings the control and the target in one exec', async () => {
    const { verdict, script } = await attempt(check, silent);
    expect(verdict).toMatchObject({ outcome: 'pass', observed: 'silence (0/2 answered)' });
    expect(script).toContain('ping -n -c 1 -i 0.2 -W 1 172.16.0.1');
    expect(script).toContain('[ "$code" != 0 ] || ping -n -c 2 -i 2.2 -W 4 172.16.1.2');
    expect(verdict.evidence.map(({ what }) => what)).toEqual([
      'node1/con1: control ping',
      'node1/con1: ping -n -c 2 -i 2.2 -W 4 172.16.1.2',
      'node1/con1: ip -j route get 172.16.1.2',
      'node1/con1: ip neigh show',
    ]);
  });

  it('does not wait for a rejection that makes no difference', async () => {
    const { script } = await attempt({ ...check, expect: null }, silent);
    expect(script).toContain('ping -n -c 2 -i 0.2 -W 1 172.16.1.2');
  });

  it("pings the source's own address where there is no control", async () => {
    const { verdict, script } = await attempt({ ...check, control: {} }, (name, command) =>
      name === 'control' ? 'it has no address' : silent(name, command),
    );
    expect(script).toContain('ip -o -4 address show up');
    expect(script).toContain('ping -n -c 1 -i 0.2 -W 1 "$own"');
    expect(verdict).toMatchObject({
      outcome: 'error',
      observed: 'proves nothing: node1/con1 cannot even reach its own address: it has no address',
    });
  });

  it('ends at once with an answer', async () => {
    const { verdict } = await attempt(check, (name, command) =>
      name === 'probe' ? recorded('debian13', 'ping-answered') : silent(name, command),
    );
    expect(verdict).toMatchObject({ outcome: 'fail', observed: 'answered 2/2', final: true });
  });
});
