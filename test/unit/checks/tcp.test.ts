import { describe, expect, it } from 'vitest';
import { HarnessError } from '../../../src/lib/errors.ts';
import { tcp } from '../../../src/checks/kinds/tcp.ts';
import type { TcpCheck } from '../../../src/topology/checks/tcp.ts';
import { type Answers, endpoint, fakeLab, never, target, where } from './fake-lab.ts';
import { recorded } from './recorded.ts';

const to = target('node2', '10.1.0.20');

function check(expectation: TcpCheck['expect'], control: TcpCheck['control'] = {}): TcpCheck {
  return {
    kind: 'tcp',
    number: 1,
    title: null,
    where,
    withinMs: 1000,
    pairs: [{ from: endpoint('node1/con1'), to }],
    port: 81,
    expect: expectation,
    control,
  };
}

async function tried(spec: TcpCheck, answer: Answers) {
  const lab = fakeLab({ answer });
  const [only] = tcp.expand(spec);
  if (only === undefined) throw new Error('no case');
  return { attempt: await only.attempt(lab, never), script: lab.log.join('\n') };
}

/** The section before the capture, what socat says in it, and what is seen. */
function answers(before: string | number, name: string): Answers {
  return (section) => {
    switch (section) {
      case 'before':
        return before;
      case 'connect':
        return recorded('debian13', `tcp-${name}`);
      case 'wire':
        return recorded('debian13', `tcp-${name}-wire`);
      case 'route':
        return recorded('debian13', `tcp-${name}-route`);
      default:
        return '';
    }
  };
}

const connected = recorded('debian13', 'tcp-connected');

describe('a connection that must come about', () => {
  it('is not watched when it does', async () => {
    const { attempt } = await tried(check('connected'), answers(connected, 'connected'));
    expect(attempt).toMatchObject({ outcome: 'pass', observed: 'connected' });
  });

  it('fails with the reason', async () => {
    const { attempt } = await tried(check('connected'), answers(1, 'rejected'));
    expect(attempt).toMatchObject({
      outcome: 'fail',
      expected: 'node1/con1 connects to node2 (10.1.0.20), port 81',
      observed: 'rejected by 10.0.0.1: 10.1.0.20 tcp port 82 unreachable',
      final: false,
    });
  });

  it('is an error without socat', async () => {
    const missing = recorded('debian13', 'tcp-missing');
    const { attempt } = await tried(check('connected'), (section) =>
      section === 'before' || section === 'connect' ? missing : '',
    );
    expect(attempt).toMatchObject({
      outcome: 'error',
      observed: 'the attempt was not made: /bin/sh: 1: socat: not found',
    });
  });
});

describe('a connection that must not', () => {
  const answered = recorded('debian13', 'ping-answered');
  const lost = recorded('debian13', 'ping-lost');

  it.each([
    ['refused', 'refused', { outcome: 'pass', observed: 'refused by 10.1.0.20' }],
    ['rejected', 'refused', { outcome: 'fail', observed: 'refused by 10.1.0.20', final: false }],
    ['silence', 'silence', { outcome: 'pass' }],
    ['silence', 'refused', { outcome: 'fail', final: true }],
    ['silence', 'rejected', { outcome: 'fail', final: true }],
    ['silence', 'missing', { outcome: 'error', final: false }],
    ['no_route', 'no-route', { outcome: 'pass', observed: 'no route (Network is unreachable)' }],
    ['no_route', 'silence', { outcome: 'fail', final: false }],
  ] as const)('%s, when it is recorded as %s', async (expectation, name, outcome) => {
    const sections =
      name === 'missing'
        ? (section: string) =>
            section === 'before'
              ? answered
              : section === 'connect'
                ? recorded('debian13', 'tcp-missing')
                : ''
        : answers(answered, name);
    const { attempt } = await tried(check(expectation), sections);
    expect(attempt).toMatchObject(outcome);
  });

  it('is final when it does come about', async () => {
    const sections: Answers = (section) => {
      if (section === 'before') return answered;
      return section === 'connect' ? connected : '';
    };
    const { attempt } = await tried(check('refused'), sections);
    expect(attempt).toMatchObject({ outcome: 'fail', observed: 'connected', final: true });
  });

  it('proves nothing without its control', async () => {
    const { attempt } = await tried(check('silence'), answers(lost, 'silence'));
    expect(attempt).toMatchObject({
      outcome: 'error',
      observed: expect.stringMatching(
        /^proves nothing: node1\/con1 cannot even reach its own address: 2 packets/,
      ) as unknown,
    });
  });

  it('may have a control by TCP', async () => {
    const control = { 'node1/con1': { to, port: 22 } };
    const { attempt, script } = await tried(check('refused', control), answers(1, 'refused'));
    expect(script).toContain('TCP4:10.1.0.20:22,');
    expect(attempt).toMatchObject({
      outcome: 'error',
      observed: expect.stringContaining('cannot even reach node2 (10.1.0.20), port 22') as unknown,
    });
  });

  it('is an error where nobody can watch', async () => {
    const sections: Answers = (section) => {
      if (section === 'before') return answered;
      return section === 'watch'
        ? 'timeout: failed to run command ‘tcpdump’: No such file or directory'
        : '';
    };
    await expect(tried(check('silence'), sections)).rejects.toThrow(HarnessError);
  });
});
